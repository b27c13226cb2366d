package io.tabularium.loadtests.ratios.benchmark;

import io.tabularium.loadtests.ratios.measurement.Comparison;
import io.tabularium.loadtests.ratios.measurement.Result;
import io.tabularium.loadtests.ratios.measurement.Stopwatch;
import io.tabularium.loadtests.ratios.server.ServiceProcess;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Streams all records of a schema from the service as NDJSON.
 *
 * @param rows number of records
 * @param bytes length of each stream; every stream is checked against it
 */
public record ServiceStream(ServiceProcess service, String schema, int rows, long bytes) {

    /**
     * Streams once and counts the lines. Later streams are checked by their length alone, which
     * costs less time.
     *
     * @throws IOException if the stream does not have one line for each row
     */
    public static ServiceStream of(ServiceProcess service, String schema, int rows)
            throws IOException {
        Counter counter = new Counter();
        service.requests().get(target(schema), counter::countLines);
        if (counter.lines != rows) {
            throw new IOException("A stream of " + rows + " rows has " + counter.lines + " lines.");
        }
        return new ServiceStream(service, schema, rows, counter.bytes);
    }

    private static String target(String schema) {
        return ServiceProcess.records(schema) + "/stream";
    }

    /** Compares the streams with an export of the same rows by the database. */
    public StreamComparison against(Export export) {
        return new StreamComparison(this, export);
    }

    private double seconds() throws IOException {
        Counter counter = new Counter();
        Stopwatch time = new Stopwatch();
        service.requests().get(target(schema), counter::countBytes);
        double seconds = time.seconds();
        if (counter.bytes != bytes) {
            throw new IOException("A stream of " + bytes + " bytes has now " + counter.bytes);
        }
        return seconds;
    }

    /** Exports the rows once and returns how many seconds it took. */
    @FunctionalInterface
    public interface Export {
        double seconds() throws Exception;
    }

    /** The streams and the export that they are held against. */
    public record StreamComparison(ServiceStream stream, Export export) {

        public Result measure(String path, Workbench bench, Result.Bar bar) throws Exception {
            Comparison comparison =
                    new Comparison(
                            () -> stream.rows / stream.seconds(),
                            () -> stream.rows / export.seconds());
            Comparison.Medians medians =
                    comparison.measureAfterWarmUp(bench.settings().repetitions(), bench.progress());
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
