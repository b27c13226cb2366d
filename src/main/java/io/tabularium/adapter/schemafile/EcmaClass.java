package io.tabularium.adapter.schemafile;

/** A character class of ECMA-262's unicode mode, from behind its opening bracket. */
final class EcmaClass {

    private static final String ANYTHING = "[\\x{0}-\\x{10FFFF}]";
    private static final String NOTHING = "(?!)";

    private EcmaClass() {}

    /** Appends the class in Java's syntax. */
    static void translate(PatternText source, StringBuilder java) {
        boolean negated = source.take("^");
        if (source.take("]")) {
            java.append(negated ? ANYTHING : NOTHING);
            return;
        }
        java.append(negated ? "[^" : "[");
        while (!source.take("]")) {
            member(source, java);
        }
        java.append(']');
    }

    private static void member(PatternText source, StringBuilder java) {
        EcmaEscape first = atom(source);
        java.append(first.text());
        if (!source.looksAt("-") || source.looksAt("-]")) {
            return;
        }
        source.take("-");
        EcmaEscape last = atom(source);
        if (first.isSet() || last.isSet() || first.codePoint() > last.codePoint()) {
            throw source.fault("a range of characters is out of order");
        }
        java.append('-').append(last.text());
    }

    private static EcmaEscape atom(PatternText source) {
        if (!source.take("\\")) {
            return EcmaEscape.character(source.next());
        }
        if (source.take("b")) {
            return EcmaEscape.character('\b');
        }
        if (source.take("-")) {
            return EcmaEscape.character('-');
        }
        return EcmaEscape.read(source);
    }
}
