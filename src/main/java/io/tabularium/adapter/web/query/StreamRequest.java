package io.tabularium.adapter.web.query;

import io.tabularium.domain.query.RecordQuery;

import java.util.OptionalLong;

/**
 * A stream that a client asks for.
 *
 * @param limit at most so many records, at least 1; or all
 */
public record StreamRequest(RecordQuery query, OptionalLong limit) {}
