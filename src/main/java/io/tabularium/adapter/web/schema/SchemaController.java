package io.tabularium.adapter.web.schema;

import io.tabularium.adapter.json.JsonWriter;
import io.tabularium.adapter.key.Grants;
import io.tabularium.adapter.web.ApiPath;
import io.tabularium.adapter.web.access.Caller;
import io.tabularium.adapter.web.answer.JsonAnswer;
import io.tabularium.adapter.web.observation.Operation;
import io.tabularium.adapter.web.observation.Serves;
import io.tabularium.adapter.web.query.QueryString;
import io.tabularium.domain.schema.Schema;
import io.tabularium.domain.schema.SchemaCatalog;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

import java.io.IOException;

/** The schemas in force. */
@RestController
final class SchemaController {

    private static final String SCHEMAS = ApiPath.ROOT + "/schemas";
    private static final String JSON_SCHEMA = "application/schema+json";

    private final SchemaCatalog catalog;

    SchemaController(SchemaCatalog catalog) {
        this.catalog = catalog;
    }

    /** Those that the caller may see. */
    @Serves(Operation.SCHEMAS)
    @GetMapping(path = SCHEMAS, produces = JsonAnswer.MEDIA_TYPE)
    void list(HttpServletRequest request, HttpServletResponse response) throws IOException {
        QueryString.parse(request.getQueryString()).requireNone();
        Grants grants = Caller.current().grants();
        JsonAnswer.send(
                response,
                generator -> {
                    generator.writeStartArray();
                    for (Schema schema : catalog.list()) {
                        if (grants.show(schema.name())) {
                            SchemaJson.write(generator, schema);
                        }
                    }
                    generator.writeEndArray();
                });
    }

    /** A schema document is JSON, so that clients who only know that are served too. */
    @Serves(Operation.SCHEMAS)
    @GetMapping(
            path = SCHEMAS + "/{schema}",
            produces = {JSON_SCHEMA, JsonAnswer.MEDIA_TYPE})
    void get(
            @PathVariable("schema") String name,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Schema schema = catalog.get(name);
        QueryString.parse(request.getQueryString()).requireNone();
        JsonAnswer.send(
                response,
                JSON_SCHEMA,
                generator -> JsonWriter.write(generator, schema.definition()));
    }
}
