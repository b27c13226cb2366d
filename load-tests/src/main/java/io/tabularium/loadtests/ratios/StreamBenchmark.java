package io.tabularium.loadtests.ratios;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;

/**
 * A stream of all records as NDJSON over HTTP against the engine's {@code COPY … TO (FORMAT json)}
 * of the same rows into a file.
 */
final class StreamBenchmark implements Benchmark {

    @Override
    public String path() {
        return "stream";
    }

    @Override
    public List<Result> run(Workbench bench) throws Exception {
        int rows = bench.settings().rows();
        LoadedPair pair = bench.loaded();
        Path file = bench.folder().resolve("export.ndjson");
        bench.progress().report("stream, against COPY TO");
        long bytes = measure(pair.server(), rows);
        Duel duel =
                new Duel(
                        () -> rows / stream(pair.server(), bytes),
                        () -> rows / pair.raw().export(LoadedPair.TABLE, file));
        Duel.Medians medians = duel.warm(bench.settings().repetitions(), bench.progress());
        return List.of(Result.of("stream", "rows/s", medians, new Result.Bar.AtLeast(0.7)));
    }

    /** Counts lines once; afterwards bytes tell as much and cost less. */
    private long measure(Server server, int rows) throws IOException {
        Counter counter = new Counter();
        server.requests().get(target(), counter::countLines);
        if (counter.lines != rows) {
            throw new IOException("A stream of " + rows + " rows has " + counter.lines + " lines.");
        }
        return counter.bytes;
    }

    private double stream(Server server, long bytes) throws IOException {
        Counter counter = new Counter();
        Stopwatch time = new Stopwatch();
        server.requests().get(target(), counter::countBytes);
        double seconds = time.seconds();
        if (counter.bytes != bytes) {
            throw new IOException("A stream of " + bytes + " bytes has now " + counter.bytes);
        }
        return seconds;
    }

    private static String target() {
        return Server.records(LoadedPair.TABLE) + "/stream";
    }

    private static final class Counter {

        private long bytes;
        private long lines;

        void countBytes(ByteBuffer body) {
            bytes += body.remaining();
        }

        void countLines(ByteBuffer body) {
            countBytes(body);
            while (body.hasRemaining()) {
                if (body.get() == '\n') {
                    lines++;
                }
            }
        }
    }
}
