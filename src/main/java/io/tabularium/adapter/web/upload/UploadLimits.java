package io.tabularium.adapter.web.upload;

import io.tabularium.adapter.web.admission.CallerShares;

import java.nio.file.Path;
import java.time.Duration;

/**
 * What the bodies of bulk loads may take, and how long a load waits for its client.
 *
 * @param directory where bodies are kept until they are loaded; made when it is needed
 * @param maxBytes of all kept bodies together; one caller has a share ({@link CallerShares})
 * @param minFreeBytes of the disk that are left for the database
 * @param patience how long a bulk load waits for its client, beyond the time that its bytes take at
 *     the least rate
 * @param minBytesPerSecond the least rate; a client that sends more slowly is slow
 * @param maxWait how long a body that was received slowly waits for its turn to be loaded
 */
public record UploadLimits(
        Path directory,
        long maxBytes,
        long minFreeBytes,
        Duration patience,
        long minBytesPerSecond,
        Duration maxWait) {

    private static final Duration SHORTEST_READ = Duration.ofSeconds(1);

    /**
     * How long one read may take when some of the bytes have come: the patience, and at least a
     * second, in which the rest comes over any network.
     */
    Duration readTime() {
        return patience.compareTo(SHORTEST_READ) > 0 ? patience : SHORTEST_READ;
    }
}
