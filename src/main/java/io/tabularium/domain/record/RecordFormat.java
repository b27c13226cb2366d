package io.tabularium.domain.record;

/**
 * The forms in which whole answers are streamed: each record a line of its own, which ends in
 * {@code \n}, in UTF-8.
 */
public enum RecordFormat {
    /** The record as JSON, with its metadata. */
    NDJSON,
    /** Its metadata and the properties shown as cells (RFC 4180). */
    CSV
}
