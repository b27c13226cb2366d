package io.tabularium.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tabularium.PostgreSqlServer;
import io.tabularium.adapter.duckdb.engine.DuckDbSettings;
import io.tabularium.adapter.duckdb.export.ContentExport;
import io.tabularium.adapter.duckdb.export.DuckDbExport;
import io.tabularium.adapter.postgresql.PostgreSqlTransfer;
import io.tabularium.adapter.schemafile.StoredDefinitionCompiler;
import io.tabularium.domain.TabulariumException.DuplicateRecord;
import io.tabularium.domain.maintenance.BackupRefused;
import io.tabularium.domain.maintenance.StorageExport;
import io.tabularium.domain.maintenance.StorageExport.Progress;
import io.tabularium.domain.maintenance.TableContent;
import io.tabularium.domain.query.RecordQuery;
import io.tabularium.domain.receipt.IdempotencyKey;
import io.tabularium.domain.receipt.KeyedRequest;
import io.tabularium.domain.receipt.Once;
import io.tabularium.domain.record.BulkLoad;
import io.tabularium.domain.record.BulkRow;
import io.tabularium.domain.record.DataRecord;
import io.tabularium.domain.record.KeptOutcome;
import io.tabularium.domain.record.Mutation;
import io.tabularium.domain.record.Precondition;
import io.tabularium.domain.record.RecordData;
import io.tabularium.domain.record.RecordFormat;
import io.tabularium.domain.schema.Schema;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.Stream;

/** What moves from one kind of storage to another by an export is the same there. */
final class MovedStoreTest {

    private static final long SEED = new Random().nextLong();
    private static final int RECORDS = Integer.getInteger("move.records", 2_000);

    /** A vector of rows with such texts would take two gigabytes. */
    private static final int LONG_TEXT = 1_000_000;

    private static final int LONG_TEXTS = 50;

    private static final Progress IGNORED = (table, rows, all) -> {};

    @TempDir Path folder;
    private Path first;
    private Path server;
    private Path last;

    @BeforeEach
    void makeFolders() throws IOException {
        first = Files.createDirectory(folder.resolve("first"));
        server = Files.createDirectory(folder.resolve("server"));
        last = Files.createDirectory(folder.resolve("last"));
    }

    @AfterEach
    void dropTables() {
        PostgreSqlServer.drop(databaseSchema());
    }

    @Test
    void movesEverythingToPostgreSqlAndBack() throws Exception {
        Contents before;
        try (StoreFixture store = DuckDbFixture.openFile(first, TestSchemas.all())) {
            fill(store);
            before = Contents.of(store);
        }

        List<TableContent> exported = duckDb(first).exportTo(export(1), IGNORED);
        assertThat(postgreSql().importFrom(export(1), IGNORED)).isEqualTo(exported);
        try (StoreFixture store = PostgreSqlFixture.open(server, TestSchemas.all())) {
            assertThat(Contents.of(store)).as("seed %d", SEED).isEqualTo(before);
            assertReceipts(store);
        }
        assertThat(postgreSql().exportTo(export(2), IGNORED)).isEqualTo(exported);
        duckDb(last).importFrom(export(2), IGNORED);

        try (StoreFixture store = DuckDbFixture.openFile(last, TestSchemas.all())) {
            assertThat(Contents.of(store)).as("seed %d", SEED).isEqualTo(before);
            assertReceipts(store);
            assertGuarded(store);
            assertNewRecordsStandLast(store);
        }
        assertThat(tree(export(2))).isEqualTo(tree(export(1)));
    }

    @Test
    void guardsKeysAndOrderInPostgreSql() throws Exception {
        fillFirst();
        duckDb(first).exportTo(export(1), IGNORED);
        postgreSql().importFrom(export(1), IGNORED);

        try (StoreFixture store = PostgreSqlFixture.open(server, TestSchemas.all())) {
            assertGuarded(store);
            assertNewRecordsStandLast(store);
        }
    }

    @Test
    void keepsRecordsOfSchemasWhoseFileIsGone() throws Exception {
        fillFirst();
        DuckDbFixture.openFile(first, List.of(TestSchemas.COUNTERS)).close();
        duckDb(first).exportTo(export(1), IGNORED);
        postgreSql().importFrom(export(1), IGNORED);
        PostgreSqlFixture.open(server, List.of(TestSchemas.COUNTERS)).close();
        postgreSql().exportTo(export(2), IGNORED);
        duckDb(last).importFrom(export(2), IGNORED);

        Contents before = contents(first);
        assertThat(contents(last)).as("seed %d", SEED).isEqualTo(before);
    }

    @Test
    void keepsRevisionsOfSchemas() throws Exception {
        Schema wider =
                SchemaText.compile(
                        "counters",
                        """
                        {"type": "object", "additionalProperties": false, "properties": {
                          "added": {"type": "string", "x-indexed": true},
                          "name": {"type": "string"},
                          "value": {"type": "integer"}}}
                        """);
        DuckDbFixture.openFile(first, List.of(TestSchemas.COUNTERS)).close();
        try (StoreFixture store = DuckDbFixture.openFile(first, List.of(wider))) {
            create(store, new RecordData(wider, new Object[] {"a", "n", 5L}));
        }
        List<TableContent> exported = duckDb(first).exportTo(export(1), IGNORED);
        postgreSql().importFrom(export(1), IGNORED);
        PostgreSqlFixture.open(server, List.of(wider)).close();

        List<TableContent> again = postgreSql().exportTo(export(2), IGNORED);

        assertThat(content(again, "_tabularium_schemas"))
                .isEqualTo(content(exported, "_tabularium_schemas"));
        assertThat(content(again, "counters").rows()).isEqualTo(1);
    }

    @Test
    void movesLongTexts() throws Exception {
        String text = "ä".repeat(LONG_TEXT / 2);
        try (StoreFixture store = DuckDbFixture.openFile(first, List.of(TestSchemas.COUNTERS))) {
            for (long i = 0; i < LONG_TEXTS; i++) {
                create(store, Rows.counter(i + text, i));
                create(store, Rows.counter("short", i));
            }
        }
        List<TableContent> exported = duckDb(first).exportTo(export(1), IGNORED);
        postgreSql().importFrom(export(1), IGNORED);

        assertThat(postgreSql().exportTo(export(2), IGNORED)).isEqualTo(exported);
    }

    @Test
    void saysOfWhichSchemaATextIsTooLongForAnIndex() throws Exception {
        String incompressible =
                new Random(SEED)
                        .ints(LONG_TEXT / 10, 'a', 'z')
                        .collect(
                                StringBuilder::new,
                                StringBuilder::appendCodePoint,
                                StringBuilder::append)
                        .toString();
        try (StoreFixture store = DuckDbFixture.openFile(first, TestSchemas.all())) {
            create(store, Rows.with(TestSchemas.READINGS, "text", incompressible));
        }
        duckDb(first).exportTo(export(1), IGNORED);

        assertThatThrownBy(() -> postgreSql().importFrom(export(1), IGNORED))
                .isInstanceOf(BackupRefused.class)
                .hasMessageContaining("indexed property of readings");

        assertThat(PostgreSqlServer.tables(databaseSchema())).isEmpty();
    }

    @Test
    void importsNothingOverRecords() throws Exception {
        fillFirst();
        duckDb(first).exportTo(export(1), IGNORED);
        Contents before;
        try (StoreFixture store = PostgreSqlFixture.open(server, TestSchemas.all())) {
            create(store, Rows.counter("here", 1L));
            before = Contents.of(store);
        }

        assertThatThrownBy(() -> postgreSql().importFrom(export(1), IGNORED))
                .isInstanceOf(BackupRefused.class)
                .hasMessageContaining("already")
                .hasMessageContaining("counters");

        try (StoreFixture store = PostgreSqlFixture.open(server, TestSchemas.all())) {
            assertThat(Contents.of(store)).isEqualTo(before);
        }
    }

    @Test
    void importsOverTablesWithoutRecords() throws Exception {
        fillFirst();
        duckDb(first).exportTo(export(1), IGNORED);
        PostgreSqlFixture.open(server, TestSchemas.all()).close();

        postgreSql().importFrom(export(1), IGNORED);

        Contents before = contents(first);
        try (StoreFixture store = PostgreSqlFixture.open(server, TestSchemas.all())) {
            assertThat(Contents.of(store)).as("seed %d", SEED).isEqualTo(before);
        }
    }

    @Test
    void leavesNothingOfAnImportThatFailsHalfWay() throws Exception {
        fillFirst();
        duckDb(first).exportTo(export(1), IGNORED);
        PostgreSqlServer.execute("CREATE SCHEMA \"%s\"".formatted(databaseSchema()));
        PostgreSqlServer.execute(
                "CREATE TABLE \"%s\".stations (foreign_to_us int)".formatted(databaseSchema()));

        assertThatThrownBy(() -> postgreSql().importFrom(export(1), IGNORED))
                .isInstanceOf(BackupRefused.class)
                .hasMessageContaining("stations");

        assertThat(PostgreSqlServer.tables(databaseSchema())).containsExactly("stations");
    }

    @Test
    void leavesNothingOfAnExportThatIsDamaged() throws Exception {
        fillFirst();
        duckDb(first).exportTo(export(1), IGNORED);
        try (RandomAccessFile bytes =
                new RandomAccessFile(export(1).resolve("readings.parquet").toFile(), "rw")) {
            bytes.seek(bytes.length() / 2);
            int other = bytes.read() ^ 1;
            bytes.seek(bytes.length() / 2);
            bytes.write(other);
        }

        assertThatThrownBy(() -> postgreSql().importFrom(export(1), IGNORED))
                .isInstanceOf(BackupRefused.class);

        assertThat(PostgreSqlServer.tables(databaseSchema())).isEmpty();
    }

    @Test
    void leavesNothingOfAnImportThatIsCancelled() throws Exception {
        fillFirst();
        duckDb(first).exportTo(export(1), IGNORED);
        Thread self = Thread.currentThread();

        assertThatThrownBy(
                        () ->
                                postgreSql()
                                        .importFrom(
                                                export(1), (table, rows, all) -> self.interrupt()))
                .isInstanceOf(InterruptedException.class);

        assertThat(PostgreSqlServer.tables(databaseSchema())).isEmpty();
    }

    @Test
    void leavesNothingOfAnExportThatIsCancelled() throws Exception {
        try (StoreFixture store = PostgreSqlFixture.open(server, TestSchemas.all())) {
            fill(store);
        }
        Thread self = Thread.currentThread();

        assertThatThrownBy(
                        () ->
                                postgreSql()
                                        .exportTo(
                                                export(1), (table, rows, all) -> self.interrupt()))
                .isInstanceOf(InterruptedException.class);

        assertThat(export(1)).doesNotExist();
    }

    @Test
    void tellsHowManyRowsOfEachTableAreMoved() throws Exception {
        fillFirst();
        List<TableContent> exported = duckDb(first).exportTo(export(1), IGNORED);
        List<String> told = new ArrayList<>();

        postgreSql()
                .importFrom(
                        export(1),
                        (table, rows, all) -> {
                            if (rows == all) {
                                told.add(table + " " + rows);
                            }
                        });

        assertThat(told)
                .containsExactlyInAnyOrderElementsOf(
                        exported.stream()
                                .filter(table -> !table.name().equals("_tabularium_schemas"))
                                .map(table -> table.name() + " " + table.rows())
                                .toList());
    }

    @Test
    void saysWhichOldDefinitionIsNotAccepted() throws Exception {
        PostgreSqlFixture.open(server, TestSchemas.all()).close();
        PostgreSqlServer.execute(
                "UPDATE \"%s\"._tabularium_schemas SET definition = '{\"type\":\"array\"}' WHERE name = 'counters'"
                        .formatted(databaseSchema()));

        assertThatThrownBy(() -> postgreSql().exportTo(export(1), IGNORED))
                .isInstanceOf(BackupRefused.class)
                .hasMessageContaining("schema counters")
                .hasMessageContaining("must be object at the root");

        assertThat(export(1)).doesNotExist();
    }

    /**
     * What a store holds.
     *
     * @param records everything but large tables
     * @param streams of each schema, as NDJSON and as CSV: the lines, whatever their order
     */
    private record Contents(List<DataRecord> records, List<String> streams) {

        static Contents of(StoreFixture store) {
            List<DataRecord> records = new ArrayList<>();
            List<String> streams = new ArrayList<>();
            for (Schema schema : TestSchemas.all()) {
                RecordQuery everything = RecordQuery.everything(schema);
                for (RecordFormat format : RecordFormat.values()) {
                    streams.add(schema + " " + sum(store, everything, format));
                }
                if (RECORDS <= 10_000) {
                    records.addAll(
                            StreamedRecords.of(store.reader(), everything, OptionalLong.empty()));
                }
            }
            records.sort(Comparator.comparing(moved -> moved.id().value()));
            return new Contents(records, streams);
        }

        /** The number of lines, and the sum of their hashes. */
        private static String sum(StoreFixture store, RecordQuery query, RecordFormat format) {
            long[] sums = {0, 0};
            store.reader().stream(
                    query,
                    OptionalLong.empty(),
                    format,
                    line -> {
                        sums[0]++;
                        sums[1] += hash(line);
                    });
            return format + " " + sums[0] + " " + sums[1];
        }

        private static long hash(byte[] line) {
            try {
                return java.nio.ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(line))
                        .getLong();
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private void fillFirst() {
        try (StoreFixture store = DuckDbFixture.openFile(first, TestSchemas.all())) {
            fill(store);
        }
    }

    /** Records with a history: made, changed and deleted, so that places have gaps; receipts. */
    private static void fill(StoreFixture store) {
        Random random = new Random(SEED);
        load(store, random);
        for (int number = 0; number < 90; number++) {
            DataRecord made = create(store, RandomQueries.data(random));
            if (number % 3 == 0) {
                RecordData other = RandomQueries.data(random);
                store.writer().write(new Mutation.Put(made.id(), other, Precondition.NONE));
            }
            if (number % 7 == 0) {
                store.writer()
                        .write(new Mutation.Delete(made.schema(), made.id(), Precondition.NONE));
            }
        }
        create(store, Rows.station("a", "n", 1L, "l"));
        create(store, Rows.station(null, "n", null, null));
        create(store, Rows.with(TestSchemas.READINGS, "ratio", 0.0));
        create(store, Rows.with(TestSchemas.READINGS, "ratio", -0.0));
        create(store, Rows.with(TestSchemas.READINGS, "text", ""));
        assertThat(createOnce(store)).isInstanceOf(Once.Now.class);
    }

    private static void load(StoreFixture store, Random random) {
        int[] rows = {0};
        store.writer()
                .load(
                        new BulkLoad(
                                TestSchemas.READINGS,
                                BulkContract.ABORT,
                                () ->
                                        rows[0] == RECORDS
                                                ? null
                                                : new BulkRow.Valid(
                                                        rows[0]++,
                                                        rows[0],
                                                        RandomQueries.data(random)),
                                Optional.empty()));
    }

    private static Once<DataRecord, KeptOutcome.Creation> createOnce(StoreFixture store) {
        return store.writer()
                .create(
                        new KeyedRequest(new IdempotencyKey("once"), () -> "print", true),
                        () ->
                                new Mutation.Create(
                                        StoreUnderTest.randomId(),
                                        Rows.counter("c", Long.MIN_VALUE)));
    }

    private static void assertReceipts(StoreFixture store) {
        assertThat(createOnce(store)).isInstanceOf(Once.Before.class);
    }

    private static void assertGuarded(StoreFixture store) {
        assertThatThrownBy(() -> create(store, Rows.station("a", "other", 5L, null)))
                .isInstanceOf(DuplicateRecord.class);
        assertThatThrownBy(() -> create(store, Rows.station("b", "n", 1L, null)))
                .isInstanceOf(DuplicateRecord.class);
    }

    private static void assertNewRecordsStandLast(StoreFixture store) {
        DataRecord made = create(store, RandomQueries.data(new Random(SEED)));
        DataRecord next = create(store, RandomQueries.data(new Random(SEED)));
        assertThat(made.sequence()).isGreaterThan(RECORDS);
        assertThat(next.sequence()).isGreaterThan(made.sequence());
    }

    private static DataRecord create(StoreFixture store, RecordData data) {
        return store.writer().write(new Mutation.Create(StoreUnderTest.randomId(), data)).record();
    }

    private static TableContent content(List<TableContent> tables, String name) {
        return tables.stream().filter(table -> table.name().equals(name)).findFirst().orElseThrow();
    }

    private static Contents contents(Path directory) {
        try (StoreFixture store = DuckDbFixture.openFile(directory, TestSchemas.all())) {
            return Contents.of(store);
        }
    }

    /** The names of all files of an export, and what the schema files say. */
    private static List<String> tree(Path export) throws IOException {
        List<String> tree = new ArrayList<>();
        try (Stream<Path> files = Files.walk(export)) {
            for (Path file : files.sorted().toList()) {
                boolean schema = file.toString().endsWith(".schema.json");
                tree.add(export.relativize(file) + (schema ? Files.readString(file) : ""));
            }
        }
        return tree;
    }

    private Path export(int number) {
        return folder.resolve("export" + number);
    }

    private String databaseSchema() {
        return PostgreSqlFixture.settings(server).schema();
    }

    private static StorageExport duckDb(Path directory) {
        return new DuckDbExport(
                DuckDbSettings.at(directory.resolve("records.duckdb")),
                "test",
                InstantSource.system());
    }

    private StorageExport postgreSql() {
        StoredDefinitionCompiler compiler = new StoredDefinitionCompiler();
        return new ContentExport(
                new PostgreSqlTransfer(PostgreSqlFixture.settings(server), compiler),
                compiler,
                DuckDbSettings.inMemory(),
                "test",
                InstantSource.system());
    }
}
