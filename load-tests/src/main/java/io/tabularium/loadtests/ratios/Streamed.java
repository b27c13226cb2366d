package io.tabularium.loadtests.ratios;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Streams of all records of a schema as NDJSON.
 *
 * @param bytes that each stream must have
 */
record Streamed(Server server, String schema, int rows, long bytes) {

    /**
     * Counts the lines of one stream. In later streams bytes tell as much and cost less.
     *
     * @throws IOException if there are more or fewer lines than rows
     */
    static Streamed of(Server server, String schema, int rows) throws IOException {
        Counter counter = new Counter();
        server.requests().get(target(schema), counter::countLines);
        if (counter.lines != rows) {
            throw new IOException("A stream of " + rows + " rows has " + counter.lines + " lines.");
        }
        return new Streamed(server, schema, rows, counter.bytes);
    }

    private static String target(String schema) {
        return Server.records(schema) + "/stream";
    }

    /** These streams beside an export of the same rows by the engine. */
    Beside against(Export export) {
        return new Beside(this, export);
    }

    private double seconds() throws IOException {
        Counter counter = new Counter();
        Stopwatch time = new Stopwatch();
        server.requests().get(target(schema), counter::countBytes);
        double seconds = time.seconds();
        if (counter.bytes != bytes) {
            throw new IOException("A stream of " + bytes + " bytes has now " + counter.bytes);
        }
        return seconds;
    }

    /** Exports once and returns the seconds that it took. */
    @FunctionalInterface
    interface Export {
        double seconds() throws Exception;
    }

    /** Both sides. */
    record Beside(Streamed stream, Export export) {

        Result measure(String path, Workbench bench, Result.Bar bar) throws Exception {
            Duel duel =
                    new Duel(
                            () -> stream.rows / stream.seconds(),
                            () -> stream.rows / export.seconds());
            Duel.Medians medians = duel.warm(bench.settings().repetitions(), bench.progress());
            return Result.of(path, "rows/s", medians, bar);
        }
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
