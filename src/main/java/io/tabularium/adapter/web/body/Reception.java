package io.tabularium.adapter.web.body;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;

import java.io.IOException;

/** Receives the bodies of requests whose work cannot begin before all of the body is there. */
public interface Reception {

    /** Reads a body. */
    @FunctionalInterface
    interface Reading<T extends @Nullable Object> {

        /**
         * Reads the body from its first byte to its end.
         *
         * @param request with a body that need not be waited for
         */
        T read(HttpServletRequest request) throws IOException;
    }

    /**
     * Waits for the body and has it read. What others need is not held meanwhile.
     *
     * @param maxBytes beyond which the body need not be waited for: it will be refused
     */
    <T extends @Nullable Object> T whole(
            HttpServletRequest request, long maxBytes, Reading<T> reading) throws IOException;
}
