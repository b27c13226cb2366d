package io.tabularium.adapter.web.record;

import io.tabularium.adapter.web.ApiPath;
import io.tabularium.adapter.web.Limits;
import io.tabularium.adapter.web.admission.Load;
import io.tabularium.adapter.web.admission.Within;
import io.tabularium.adapter.web.answer.JsonAnswer;
import io.tabularium.adapter.web.body.BodyType;
import io.tabularium.adapter.web.body.RequestBodies;
import io.tabularium.adapter.web.body.RequestBodies.QueryBody;
import io.tabularium.adapter.web.observation.Operation;
import io.tabularium.adapter.web.observation.RequestNotes;
import io.tabularium.adapter.web.observation.Serves;
import io.tabularium.adapter.web.query.CursorText;
import io.tabularium.adapter.web.query.CursorText.Position;
import io.tabularium.adapter.web.query.NextLink;
import io.tabularium.adapter.web.query.QueryParser;
import io.tabularium.adapter.web.query.QueryString;
import io.tabularium.adapter.web.query.SearchRequest;
import io.tabularium.domain.record.ReadMemory;
import io.tabularium.domain.record.RecordPage;
import io.tabularium.domain.record.RecordReader;
import io.tabularium.domain.schema.Schema;
import io.tabularium.domain.schema.SchemaCatalog;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

import java.io.IOException;
import java.util.Optional;

/** Pages of records, asked for by a query string or by a body. */
@RestController
public final class RecordPageController {

    private final SchemaCatalog catalog;
    private final RecordReader reader;
    private final QueryParser parser;
    private final RequestBodies bodies;
    private final ReadMemory memory;

    RecordPageController(
            SchemaCatalog catalog,
            RecordReader reader,
            RequestBodies bodies,
            ReadMemory memory,
            Limits limits) {
        this.catalog = catalog;
        this.reader = reader;
        this.parser = new QueryParser(limits.query());
        this.bodies = bodies;
        this.memory = memory;
    }

    @Within(Load.QUERIES)
    @Serves(Operation.PAGE)
    @GetMapping(path = ApiPath.RECORDS, produces = JsonAnswer.MEDIA_TYPE)
    void search(
            @PathVariable("schema") String schemaName,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Schema schema = catalog.get(schemaName);
        QueryString parameters = QueryString.parse(request.getQueryString());
        SearchRequest search = parser.search(schema, parameters);
        NextLink link = NextLink.of(ApiPath.of(schema.name()), parameters);
        RequestNotes.of(request).returned(answer(search, link, response));
    }

    @Within(Load.QUERIES)
    @Serves(Operation.PAGE)
    @PostMapping(path = ApiPath.RECORDS + "/query", produces = JsonAnswer.MEDIA_TYPE)
    void query(
            @PathVariable("schema") String schemaName,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException, HttpMediaTypeNotSupportedException {
        Schema schema = catalog.get(schemaName);
        QueryString.parse(request.getQueryString()).requireNone();
        BodyType.of(request, BodyType.JSON);
        QueryBody body = bodies.readQuery(request);
        SearchRequest search = parser.search(schema, body.value());
        NextLink link = NextLink.of(ApiPath.of(schema.name()), body.value(), body.textLength());
        RequestNotes.of(request).returned(answer(search, link, response));
    }

    /**
     * @return how many records the page has
     */
    private long answer(SearchRequest search, NextLink link, HttpServletResponse response)
            throws IOException {
        try (ReadMemory.Share room = memory.open()) {
            RecordPage page = reader.search(search.query(), search.page(), room);
            Optional<String> next =
                    page.next()
                            .map(cursor -> new Position(cursor, search.number() + 1))
                            .map(position -> CursorText.encode(search.query(), position));
            next.flatMap(link::to)
                    .ifPresent(
                            address ->
                                    response.setHeader(
                                            HttpHeaders.LINK, "<" + address + ">; rel=\"next\""));
            JsonAnswer.send(response, PageJson.of(search, page, next));
            return page.items().size();
        }
    }
}
