package io.tabularium.loadtests.ratios;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.BitSet;
import java.util.Optional;

/** New rows over HTTP, and which of them were acknowledged. */
final class Creates implements HttpLoad.Traffic {

    private final String records;
    private final int[] sent;
    private final BitSet acknowledged = new BitSet();
    private int next;

    Creates(String table, int clients) {
        records = Server.records(table);
        sent = new int[clients];
    }

    @Override
    public Optional<byte[]> next(int client) {
        sent[client] = next++;
        String row = new ProductionRow(sent[client]).json();
        return Optional.of(HttpLoad.create(records, row));
    }

    @Override
    public void succeeded(int client) {
        acknowledged.set(sent[client]);
    }

    /**
     * Makes sure that every acknowledged row is stored, exactly once, and no other.
     *
     * @throws IOException if not
     */
    void requireStored(Server server, Progress progress) throws IOException {
        StoredRows stored = new StoredRows();
        server.requests().get(records + "/stream?fields=source_data", stored::accept);
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

    /** Finds the numbers of the rows in a stream. */
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
