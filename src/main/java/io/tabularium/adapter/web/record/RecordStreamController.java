package io.tabularium.adapter.web.record;

import io.tabularium.adapter.representation.RecordLines;
import io.tabularium.adapter.web.ApiPath;
import io.tabularium.adapter.web.Limits;
import io.tabularium.adapter.web.admission.Load;
import io.tabularium.adapter.web.admission.Within;
import io.tabularium.adapter.web.observation.Operation;
import io.tabularium.adapter.web.observation.RequestNotes;
import io.tabularium.adapter.web.observation.Serves;
import io.tabularium.adapter.web.problem.TraceId;
import io.tabularium.adapter.web.query.QueryParser;
import io.tabularium.adapter.web.query.QueryString;
import io.tabularium.adapter.web.query.StreamRequest;
import io.tabularium.adapter.web.record.StreamOutput.ClientGone;
import io.tabularium.application.query.StreamRecordsHandler;
import io.tabularium.domain.record.ReadMemory;
import io.tabularium.domain.schema.Schema;
import io.tabularium.domain.schema.SchemaCatalog;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.apache.coyote.CloseNowException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpHeaders;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

import java.io.IOException;

/**
 * Every match of a query, in constant memory. What fails before the first byte is out is answered
 * as a problem; when anything fails later, Tomcat is told to break the connection, because ending
 * the last chunk would make the stream look whole.
 */
@RestController
public final class RecordStreamController {

    private static final Logger LOG = LoggerFactory.getLogger(RecordStreamController.class);

    private final SchemaCatalog catalog;
    private final StreamRecordsHandler streamRecords;
    private final ReadMemory memory;
    private final QueryParser parser;

    RecordStreamController(
            SchemaCatalog catalog,
            StreamRecordsHandler streamRecords,
            @Qualifier("streamMemory") ReadMemory memory,
            Limits limits) {
        this.catalog = catalog;
        this.streamRecords = streamRecords;
        this.memory = memory;
        this.parser = new QueryParser(limits.query());
    }

    @Within(Load.STREAMS)
    @Serves(Operation.STREAM)
    @GetMapping(ApiPath.RECORDS + "/stream")
    void stream(
            @PathVariable("schema") String schemaName,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException, HttpMediaTypeNotAcceptableException {
        Schema schema = catalog.get(schemaName);
        StreamFormat format = StreamFormat.accepted(request);
        StreamRequest stream = parser.stream(schema, QueryString.parse(request.getQueryString()));
        response.setContentType(format.contentType());
        response.setHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT);
        if (request.getMethod().equals("HEAD")) {
            return;
        }
        StreamOutput out = new StreamOutput(response);
        try (ReadMemory.Share room = memory.open()) {
            send(stream, format, room, out);
        } catch (ClientGone e) {
            LOG.atDebug().addKeyValue("path", request.getRequestURI()).log("client_gone");
            throw new CloseNowException(e);
        } catch (RuntimeException e) {
            if (!response.isCommitted()) {
                throw e;
            }
            LOG.atError()
                    .setCause(e)
                    .addKeyValue("path", request.getRequestURI())
                    .addKeyValue("trace_id", TraceId.of(request))
                    .log("stream_broken");
            // Without the cause: Spring swallows what looks as if it stemmed from a lost client.
            throw new CloseNowException("The stream is not whole.");
        } finally {
            RequestNotes.of(request).returned(out.lines());
        }
    }

    private void send(
            StreamRequest stream, StreamFormat format, ReadMemory.Share room, StreamOutput out) {
        out.write(
                RecordLines.header(
                        format.records(), stream.query().schema(), stream.query().projection()));
        streamRecords.handle(
                stream.query(),
                stream.limit(),
                format.records(),
                room,
                line -> {
                    out.writeLine(line);
                    if (out.isDue()) {
                        out.send();
                    }
                });
        out.send();
    }
}
