package io.tabularium.adapter.schemafile;

import java.util.List;

/** The keywords that are for people (JSON Schema Validation, section 9; Core, section 8.3). */
final class Annotations {

    private Annotations() {}

    /** Reports an annotation whose value has the wrong form. */
    static void check(Keyword annotation, SchemaNode node) {
        String name = annotation.text();
        switch (annotation) {
            case COMMENT, TITLE, DESCRIPTION -> node.text(name);
            case DEPRECATED -> node.flag(name);
            case EXAMPLES -> {
                if (!(node.get(name) instanceof List)) {
                    node.fault(name, "must be an array");
                }
            }
            default -> throw new IllegalArgumentException(name + " is no annotation");
        }
    }
}
