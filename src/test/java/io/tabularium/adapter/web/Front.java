package io.tabularium.adapter.web;

import io.tabularium.adapter.web.admission.Bulkhead;
import io.tabularium.adapter.web.admission.Load;
import io.tabularium.adapter.web.tomcat.ConnectionLimits;
import io.tabularium.adapter.web.upload.UploadLimits;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** How much the server lets in, and how patient it is with clients. */
public record Front(
        Map<Load, Bulkhead.Size> sizes, ConnectionLimits connections, UploadLimits uploads) {

    private static final UploadLimits UPLOADS =
            new UploadLimits(
                    Path.of(System.getProperty("java.io.tmpdir"), "tabularium-uploads"),
                    1L << 30,
                    0,
                    Duration.ofSeconds(1),
                    1L << 20,
                    Duration.ofSeconds(30));

    /** What no test comes near to. */
    public static final Front ROOMY = of(new Bulkhead.Size(50, 10, Duration.ofSeconds(5)));

    /** With bulkheads of that size for every kind. */
    public static Front of(Bulkhead.Size size) {
        return new Front(
                everyKind(size),
                new ConnectionLimits(1_000, Duration.ofSeconds(20), Duration.ofSeconds(20), 1_024),
                UPLOADS);
    }

    /** With that size for one kind. */
    public Front with(Load load, Bulkhead.Size size) {
        Map<Load, Bulkhead.Size> others = new HashMap<>(sizes);
        others.put(load, size);
        return new Front(others, connections, uploads);
    }

    /** With other limits for clients. */
    public Front with(ConnectionLimits others) {
        return new Front(sizes, others, uploads);
    }

    /** With other limits for uploads. */
    public Front with(UploadLimits others) {
        return new Front(sizes, connections, others);
    }

    private static Map<Load, Bulkhead.Size> everyKind(Bulkhead.Size size) {
        return Arrays.stream(Load.values())
                .collect(Collectors.toMap(Function.identity(), load -> size));
    }
}
