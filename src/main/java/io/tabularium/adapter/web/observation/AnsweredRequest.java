package io.tabularium.adapter.web.observation;

import io.tabularium.adapter.web.problem.ProblemType;

import org.jspecify.annotations.Nullable;

/**
 * One request that is over.
 *
 * @param schema a name from the catalog, or {@link #NO_SCHEMA}
 * @param nanos from when it began to be read until its answer was sent
 * @param bytesIn of the body, as they came over the connection
 * @param bytesOut of the answer's body, as they went over the connection
 * @param problem what it was answered with, if it was a problem
 * @param notes what its controller noted, if anything
 * @param traceId null where no line is written
 */
record AnsweredRequest(
        Operation operation,
        String schema,
        Outcome outcome,
        int status,
        long nanos,
        long bytesIn,
        long bytesOut,
        @Nullable ProblemType problem,
        @Nullable RequestNotes notes,
        @Nullable String traceId) {

    /** No schema has this name. */
    static final String NO_SCHEMA = "-";

    /** The rows of one flow. */
    long rows(Flow flow) {
        if (flow == flowOfSingle()) {
            return 1;
        }
        return notes == null ? 0 : notes.rows(flow);
    }

    /** The rows that it brought or was answered with. */
    long rows() {
        return switch (operation) {
            case CREATE, REPLACE, PATCH, DELETE, GET -> flowOfSingle() == null ? 0 : 1;
            case PAGE, STREAM -> rows(Flow.RETURNED);
            case BULK -> rows(Flow.RECEIVED);
            case COUNT, SCHEMAS, OPENAPI, OTHER -> 0;
        };
    }

    /** What became of the one record that it is about, if anything did. */
    private @Nullable Flow flowOfSingle() {
        if (outcome != Outcome.SUCCESS) {
            return null;
        }
        return switch (operation) {
            case CREATE -> Flow.CREATED;
            case REPLACE -> status == 201 ? Flow.CREATED : Flow.UPDATED;
            case PATCH -> Flow.UPDATED;
            case DELETE -> Flow.DELETED;
            case GET -> status == 200 ? Flow.RETURNED : null;
            case COUNT, PAGE, STREAM, BULK, SCHEMAS, OPENAPI, OTHER -> null;
        };
    }
}
