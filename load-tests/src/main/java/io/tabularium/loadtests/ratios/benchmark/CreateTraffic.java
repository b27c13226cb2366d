package io.tabularium.loadtests.ratios.benchmark;

import io.tabularium.loadtests.ratios.data.ProductionRow;
import io.tabularium.loadtests.ratios.http.HttpLoad;
import io.tabularium.loadtests.ratios.http.RequestBytes;
import io.tabularium.loadtests.ratios.measurement.Progress;
import io.tabularium.loadtests.ratios.server.ServiceProcess;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.BitSet;
import java.util.Optional;

/** Creates new rows over HTTP and remembers which of them were acknowledged. */
public final class CreateTraffic implements HttpLoad.Traffic {

    private final String records;
    private final int[] sent;
    private final BitSet acknowledged = new BitSet();
    private int next;

    public CreateTraffic(String table, int clients) {
        records = ServiceProcess.records(table);
        sent = new int[clients];
    }

    @Override
    public Optional<byte[]> next(int client) {
        sent[client] = next++;
        String row = new ProductionRow(sent[client]).json();
        return Optional.of(RequestBytes.create(records, row));
    }

    @Override
    public void succeeded(int client) {
        acknowledged.set(sent[client]);
    }

    /**
     * Checks that each acknowledged row is stored exactly once, and no other row is stored.
     *
     * @throws IOException if the stored rows differ from the acknowledged rows
     */
    public void requireStored(ServiceProcess service, Progress progress) throws IOException {
        StoredRows stored = new StoredRows();
        service.requests().get(records + "/stream?fields=source_data", stored::accept);
        if (!stored.rows.equals(acknowledged) || stored.lines != acknowledged.cardinality()) {
            throw new IOException(
                    "%d records are acknowledged, and %d of %d rows stored."
                            .formatted(
                                    acknowledged.cardinality(),
                                    stored.lines,
                                    stored.rows.cardinality()));
        }
        progress.report(
                "  each of %,d acknowledged records is stored once", acknowledged.cardinality());
    }

    /** Collects the row numbers in a stream of records. */
    private static final class StoredRows {

        private final BitSet rows = new BitSet();
        private final StringBuilder line = new StringBuilder();
        private int lines;

        void accept(ByteBuffer bytes) {
            while (bytes.hasRemaining()) {
                char next = (char) bytes.get();
                if (next == '\n') {
                    int number =
                            line.indexOf(ProductionRow.ROW_MARK) + ProductionRow.ROW_MARK.length();
                    rows.set(Integer.parseInt(line, number, line.indexOf("\"", number), 10));
                    lines++;
                    line.setLength(0);
                } else {
                    line.append(next);
                }
            }
        }
    }
}
