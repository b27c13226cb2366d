package io.tabularium.adapter.web.record;

import io.tabularium.adapter.representation.RecordJson;
import io.tabularium.adapter.web.ApiPath;
import io.tabularium.adapter.web.Limits;
import io.tabularium.adapter.web.admission.Load;
import io.tabularium.adapter.web.admission.Within;
import io.tabularium.adapter.web.answer.EntityTags;
import io.tabularium.adapter.web.answer.JsonAnswer;
import io.tabularium.adapter.web.observation.Operation;
import io.tabularium.adapter.web.observation.Serves;
import io.tabularium.adapter.web.query.QueryParser;
import io.tabularium.adapter.web.query.QueryString;
import io.tabularium.domain.TabulariumException.RecordNotFound;
import io.tabularium.domain.query.Filter;
import io.tabularium.domain.record.DataRecord;
import io.tabularium.domain.record.ReadMemory;
import io.tabularium.domain.record.RecordId;
import io.tabularium.domain.record.RecordReader;
import io.tabularium.domain.schema.Schema;
import io.tabularium.domain.schema.SchemaCatalog;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

import java.io.IOException;

/** One record, and the number of records. */
@RestController
public final class RecordQueryController {

    private final SchemaCatalog catalog;
    private final RecordReader reader;
    private final ReadMemory memory;
    private final QueryParser parser;

    RecordQueryController(
            SchemaCatalog catalog, RecordReader reader, ReadMemory memory, Limits limits) {
        this.catalog = catalog;
        this.reader = reader;
        this.memory = memory;
        this.parser = new QueryParser(limits.query());
    }

    @Within(Load.QUERIES)
    @Serves(Operation.GET)
    @GetMapping(path = ApiPath.RECORD, produces = JsonAnswer.MEDIA_TYPE)
    void get(
            @PathVariable("schema") String schemaName,
            @PathVariable("id") String id,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Schema schema = catalog.get(schemaName);
        QueryString.parse(request.getQueryString()).requireNone();
        RecordId recordId =
                RecordId.parse(id).orElseThrow(() -> new RecordNotFound(schemaName, id));
        try (ReadMemory.Share room = memory.open()) {
            answer(reader.get(schema, recordId, room), request, response);
        }
    }

    @Within(Load.QUERIES)
    @Serves(Operation.COUNT)
    @GetMapping(path = ApiPath.RECORDS + "/count", produces = JsonAnswer.MEDIA_TYPE)
    void count(
            @PathVariable("schema") String schemaName,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Schema schema = catalog.get(schemaName);
        Filter filter = parser.count(schema, QueryString.parse(request.getQueryString()));
        long count = reader.count(schema, filter);
        JsonAnswer.send(
                response,
                generator -> {
                    generator.writeStartObject();
                    generator.writeStringProperty("schema_name", schema.name().value());
                    generator.writeNumberProperty("count", count);
                    generator.writeEndObject();
                });
    }

    private static void answer(
            DataRecord record, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        boolean known =
                EntityTags.listed(request, HttpHeaders.IF_NONE_MATCH)
                        .filter(tags -> tags.name(record))
                        .isPresent();
        response.setHeader(HttpHeaders.ETAG, EntityTags.of(record));
        if (known) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        JsonAnswer.send(response, RecordJson.bytes(record));
    }
}
