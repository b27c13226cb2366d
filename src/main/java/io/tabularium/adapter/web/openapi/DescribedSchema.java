package io.tabularium.adapter.web.openapi;

import static io.tabularium.adapter.web.openapi.part.JsonObjects.component;
import static io.tabularium.adapter.web.openapi.part.JsonObjects.object;

import io.tabularium.adapter.web.openapi.part.ComponentNames;
import io.tabularium.adapter.web.openapi.part.ComponentNames.Part;
import io.tabularium.domain.schema.Schema;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.Optional;

/** A schema with what operations need to speak of it. */
record DescribedSchema(Schema schema, ComponentNames names, RecordExamples examples) {

    static final String JSON = "application/json";
    static final String NDJSON = "application/x-ndjson";
    static final String CSV = "text/csv";

    /** The schema's name, as in paths. */
    String name() {
        return schema.name().value();
    }

    /** The schema's name, unless it is too much like another's. */
    String tag() {
        return names.tag(schema);
    }

    /** A reference to a component. */
    Map<String, @Nullable Object> part(Part part) {
        return component(names.of(schema, part));
    }

    /** A JSON content. */
    Map<String, @Nullable Object> json(Part part, Optional<?> example) {
        return content(JSON, part(part), example);
    }

    static Map<String, @Nullable Object> content(
            String mediaType, Map<String, @Nullable Object> schema, Optional<?> example) {
        return object(mediaType, object("schema", schema, "example", example));
    }
}
