package io.tabularium.loadtests.ratios.http;

import java.nio.ByteBuffer;

/** Receives the bytes of a response body as they arrive. */
@FunctionalInterface
public interface BodyReceiver {

    /**
     * Receives the next bytes.
     *
     * @param bytes valid only during the call
     */
    void accept(ByteBuffer bytes);
}
