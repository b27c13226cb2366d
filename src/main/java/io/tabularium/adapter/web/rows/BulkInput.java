package io.tabularium.adapter.web.rows;

import io.tabularium.adapter.web.body.BodyMemory;

import java.io.InputStream;

/**
 * The body of a bulk load. Used by one thread.
 *
 * @param maxRowBytes a line or record with more ends the load as too large
 * @param memory of which long rows take their room
 */
public record BulkInput(InputStream in, int maxRowBytes, BodyMemory.Share memory) {}
