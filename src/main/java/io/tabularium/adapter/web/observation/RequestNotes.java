package io.tabularium.adapter.web.observation;

import io.tabularium.domain.record.BulkReport;
import io.tabularium.domain.schema.Schema;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;

import java.util.EnumMap;
import java.util.Map;

/**
 * What only the controller knows of a request, noted for when it is over. A request of which
 * nothing is noted is about the schema that its path names, and about one record. Used by the
 * request's thread.
 */
public final class RequestNotes {

    private static final String ATTRIBUTE = RequestNotes.class.getName();

    private final Map<Flow, Long> rows = new EnumMap<>(Flow.class);
    private @Nullable Schema schema;

    private RequestNotes() {}

    /** Those of the request, new ones at first. */
    public static RequestNotes of(HttpServletRequest request) {
        @Nullable RequestNotes known = known(request);
        if (known != null) {
            return known;
        }
        RequestNotes notes = new RequestNotes();
        request.setAttribute(ATTRIBUTE, notes);
        return notes;
    }

    /** Those of the request, or null where there are none. */
    static @Nullable RequestNotes known(HttpServletRequest request) {
        return (RequestNotes) request.getAttribute(ATTRIBUTE);
    }

    /** The body names the schema, not the path. */
    public Schema about(Schema named) {
        this.schema = named;
        return named;
    }

    /** So many records are answered. */
    public void returned(long records) {
        rows.put(Flow.RETURNED, records);
    }

    /** What a bulk load came to; in a dry run, nothing was created or updated. */
    public BulkReport loaded(BulkReport report) {
        rows.put(Flow.RECEIVED, report.received());
        rows.put(Flow.IGNORED, report.ignored());
        rows.put(Flow.REJECTED, report.rejected());
        if (report.outcome() != BulkReport.Outcome.DRY_RUN) {
            rows.put(Flow.CREATED, report.created());
            rows.put(Flow.UPDATED, report.updated());
        }
        return report;
    }

    @Nullable Schema schema() {
        return schema;
    }

    long rows(Flow flow) {
        return rows.getOrDefault(flow, 0L);
    }
}
