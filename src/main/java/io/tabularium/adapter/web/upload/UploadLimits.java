package io.tabularium.adapter.web.upload;

import java.nio.file.Path;
import java.time.Duration;

/**
 * What clients that send bulk loads slowly may take.
 *
 * @param directory where their bodies are kept until they are loaded; made when it is needed
 * @param maxBytes of all kept bodies together; one caller may have half of it
 * @param maxSlow slow uploads at the same time; one caller may have half of them
 * @param patience how long a bulk load waits for its client, beyond the time that its bytes take at
 *     the least rate
 * @param minBytesPerSecond the least rate; a client that sends more slowly is slow
 * @param maxWait how long a body that was received slowly waits for its turn to be loaded
 */
public record UploadLimits(
        Path directory,
        long maxBytes,
        int maxSlow,
        Duration patience,
        long minBytesPerSecond,
        Duration maxWait) {

    /** The bytes that one caller may have. */
    long bytesOfCaller() {
        return Math.max(1, maxBytes / 2);
    }

    /** The slow uploads that one caller may have. */
    int slowOfCaller() {
        return Math.max(1, maxSlow / 2);
    }
}
