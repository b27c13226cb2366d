package io.tabularium.loadtests.ratios;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * Single durable creates by many clients against the same rows by one autocommit INSERT each
 * through raw JDBC. Afterwards every acknowledged record must be stored, exactly once.
 */
final class CreateBenchmark implements Benchmark {

    private static final String TABLE = "production";

    @Override
    public String path() {
        return "create";
    }

    @Override
    public List<Result> run(Workbench bench) throws Exception {
        RatioSettings settings = bench.settings();
        Path folder = bench.folder();
        Path schemas = bench.schemas(Shape.KEYED, TABLE);
        bench.progress()
                .report("create by %d clients, against autocommit INSERT", settings.clients());
        try (Server server = Server.start(settings, folder, schemas);
                HttpLoad load = new HttpLoad(server.port(), settings.clients());
                RawDuckDb raw = RawDuckDb.open(settings, folder.resolve("raw.duckdb"))) {
            Creates creates = new Creates(settings.clients());
            raw.createTable(TABLE, Production.COLUMNS, true);
            try (RawInserts inserts = new RawInserts(raw.connection(), TABLE, 0)) {
                Duel duel =
                        new Duel(
                                () -> load.perSecond(settings.time(), creates),
                                () -> inserts.perSecond(settings.time()));
                Duel.Medians medians = duel.warm(settings.repetitions(), bench.progress());
                creates.requireStored(server);
                bench.progress()
                        .report(
                                "  each of %,d acknowledged records is stored once",
                                creates.acknowledged.cardinality());
                String path = "create, %d clients".formatted(settings.clients());
                return List.of(Result.of(path, "creates/s", medians, new Result.Bar.AtLeast(8)));
            }
        }
    }

    /** New rows over HTTP, and which of them were acknowledged. */
    private static final class Creates implements HttpLoad.Traffic {

        private final int[] sent;
        private final BitSet acknowledged = new BitSet();
        private int next;

        Creates(int clients) {
            sent = new int[clients];
        }

        @Override
        public Optional<byte[]> next(int client) {
            sent[client] = next++;
            String row = new Production(sent[client]).json();
            return Optional.of(HttpLoad.create(Server.records(TABLE), row));
        }

        @Override
        public void succeeded(int client) {
            acknowledged.set(sent[client]);
        }

        void requireStored(Server server) throws IOException {
            StoredRows stored = new StoredRows();
            server.requests()
                    .get(Server.records(TABLE) + "/stream?fields=source_data", stored::accept);
            if (!stored.rows.equals(acknowledged) || stored.lines != acknowledged.cardinality()) {
                throw new IOException(
                        "%d records are acknowledged, and %d of %d rows stored."
                                .formatted(
                                        acknowledged.cardinality(),
                                        stored.lines,
                                        stored.rows.cardinality()));
            }
        }
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
                    int number = line.indexOf(Production.ROW_MARK) + Production.ROW_MARK.length();
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
