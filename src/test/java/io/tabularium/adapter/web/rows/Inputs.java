package io.tabularium.adapter.web.rows;

import io.tabularium.adapter.web.body.BodyMemory;

import java.io.InputStream;

/** Bodies of bulk loads with room for whatever they hold. */
final class Inputs {

    private Inputs() {}

    static BulkInput of(InputStream in, int maxRowBytes) {
        return new BulkInput(in, maxRowBytes, new BodyMemory(Long.MAX_VALUE).new Share());
    }
}
