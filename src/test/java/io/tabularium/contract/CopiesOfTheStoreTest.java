package io.tabularium.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tabularium.adapter.duckdb.backup.BackupSettings;
import io.tabularium.adapter.duckdb.backup.DuckDbBackup;
import io.tabularium.adapter.duckdb.backup.DuckDbRestore;
import io.tabularium.adapter.duckdb.engine.DatabaseNotOpened;
import io.tabularium.adapter.duckdb.engine.DuckDbDatabase;
import io.tabularium.adapter.duckdb.engine.DuckDbSettings;
import io.tabularium.adapter.duckdb.export.DuckDbExport;
import io.tabularium.domain.TabulariumException.DuplicateRecord;
import io.tabularium.domain.TabulariumException.StorageUnavailable;
import io.tabularium.domain.maintenance.BackupRefused;
import io.tabularium.domain.maintenance.Snapshot;
import io.tabularium.domain.maintenance.StorageExport.Progress;
import io.tabularium.domain.query.RecordQuery;
import io.tabularium.domain.record.DataRecord;
import io.tabularium.domain.record.Mutation;
import io.tabularium.domain.record.Precondition;
import io.tabularium.domain.record.RecordData;
import io.tabularium.domain.schema.Schema;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/** Snapshots and exports hold what the store holds, and refuse to be anything else. */
final class CopiesOfTheStoreTest {

    private static final long SEED = new Random().nextLong();
    private static final int READINGS = 90;
    private static final Progress IGNORED = (table, rows, all) -> {};

    @TempDir Path folder;
    private Path database;
    private BackupSettings backups;

    @BeforeEach
    void name() {
        database = folder.resolve("records.duckdb");
        backups = new BackupSettings(folder.resolve("backups"), "records", 2, "test");
    }

    @Test
    void readsBackFromAnExportWhatWasExported() throws Exception {
        List<DataRecord> before = fill();
        Path export = folder.resolve("export");
        export(database).exportTo(export, IGNORED);

        Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
        export(elsewhere.resolve("records.duckdb")).importFrom(export, IGNORED);

        try (StoreFixture store = DuckDbFixture.openFile(elsewhere, TestSchemas.all())) {
            assertThat(everything(store)).as("seed %d", SEED).isEqualTo(before);
            assertGuarded(store);
        }
        try (Stream<Path> schemas = Files.list(export.resolve("schemas"))) {
            assertThat(schemas).hasSize(TestSchemas.all().size());
        }
    }

    @Test
    void importsNothingOverADatabase() throws Exception {
        fill();
        Path export = folder.resolve("export");
        export(database).exportTo(export, IGNORED);
        assertThatThrownBy(() -> export(database).importFrom(export, IGNORED))
                .isInstanceOf(BackupRefused.class)
                .hasMessageContaining("already");
        assertThatThrownBy(() -> export(database).exportTo(export, IGNORED))
                .isInstanceOf(BackupRefused.class)
                .hasMessageContaining("not empty");
    }

    @Test
    void importsNoneOfAnExportThatIsNotWhole() throws Exception {
        fill();
        Path export = folder.resolve("export");
        export(database).exportTo(export, IGNORED);
        Files.copy(export.resolve("counters.parquet"), export.resolve("other"));
        Files.delete(export.resolve("readings.parquet"));
        Path elsewhere = folder.resolve("elsewhere").resolve("records.duckdb");
        assertThatThrownBy(() -> export(elsewhere).importFrom(export, IGNORED))
                .isInstanceOf(BackupRefused.class);
        assertThat(elsewhere).doesNotExist();
    }

    @Test
    void restoresWhatWasBackedUp() throws Exception {
        List<DataRecord> before = fill();
        Snapshot snapshot = backUp();
        try (StoreFixture store = open()) {
            create(store, Rows.counter("later", 1L));
        }

        assertThat(restore().restore("latest").snapshot()).isEqualTo(snapshot);

        try (StoreFixture store = open()) {
            assertThat(everything(store)).as("seed %d", SEED).isEqualTo(before);
            assertGuarded(store);
        }
    }

    @Test
    void keepsWhatWasThereBesideWhatIsRestored() throws Exception {
        fill();
        backUp();
        List<DataRecord> later;
        try (StoreFixture store = open()) {
            create(store, Rows.counter("later", 1L));
            later = everything(store);
        }
        Path aside = Path.of(restore().restore("latest").setAside().orElseThrow());
        Files.move(aside, database, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        try (StoreFixture store = open()) {
            assertThat(everything(store)).isEqualTo(later);
        }
    }

    @Test
    void canBeRestoredOnceMoreWhereItEndedBeforeTheOldLogWasGone() throws Exception {
        List<DataRecord> before = fill();
        String snapshot = backUp().name();
        Path log = folder.resolve("records.duckdb.wal");
        byte[] logOfBefore;
        try (StoreFixture store = open()) {
            create(store, Rows.counter("later", 1L));
            logOfBefore = Files.readAllBytes(log);
        }
        restore().restore(snapshot);
        Files.write(log, logOfBefore);
        assertThatThrownBy(this::open).isInstanceOf(DatabaseNotOpened.class);

        restore().restore(snapshot);

        try (StoreFixture store = open()) {
            assertThat(everything(store)).isEqualTo(before);
        }
    }

    @Test
    void refusesASnapshotWithOneOtherByte() throws Exception {
        List<DataRecord> before = fill();
        Path file = folder.resolve("backups").resolve(backUp().name());
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.seek(bytes.length() / 2);
            int other = bytes.read() ^ 1;
            bytes.seek(bytes.length() / 2);
            bytes.write(other);
        }
        assertThatThrownBy(() -> restore().verify("latest")).isInstanceOf(BackupRefused.class);
        assertThatThrownBy(() -> restore().restore("latest")).isInstanceOf(BackupRefused.class);
        try (StoreFixture store = open()) {
            assertThat(everything(store)).isEqualTo(before);
        }
    }

    @Test
    void keepsTheNewestAndLeavesOtherFilesAlone() throws Exception {
        fill();
        Path directory = Files.createDirectories(folder.resolve("backups"));
        Path part = Files.createFile(directory.resolve("records-20260101T000000000Z.duckdb.part"));
        Path foreign = Files.createFile(directory.resolve("other-20260101T000000000Z.duckdb.part"));
        Path copied = Files.createFile(directory.resolve("records-20260101T000000000Z.duckdb"));
        backUp();
        Snapshot second = backUp();
        Snapshot third = backUp();

        assertThat(part).doesNotExist();
        assertThat(foreign).exists();
        assertThat(copied).exists();
        try (DuckDbDatabase open = openDatabase()) {
            assertThat(backup(open).list()).containsExactly(second, third);
        }
    }

    @Test
    void hasMadeASnapshotThoughAnOldOneCannotBeRemoved() throws Exception {
        fill();
        Path first = folder.resolve("backups").resolve(backUp().name());
        Files.delete(first);
        Files.createDirectories(first.resolve("not empty"));
        backUp();

        Snapshot third = backUp();

        assertThat(restore().verify(third.name())).isEqualTo(third);
    }

    @Test
    void removesAManifestThatHasLostItsSnapshot() throws Exception {
        fill();
        Path directory = folder.resolve("backups");
        Path snapshot = directory.resolve(backUp().name());
        Path foreign = Files.createFile(directory.resolve("records.json"));
        Files.delete(snapshot);

        Path second = directory.resolve(backUp().name());

        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files).hasSize(3).contains(second, foreign);
        }
    }

    @Test
    void keepsTheSnapshotJustMadeThoughTheClockWasSetBack() throws Exception {
        fill();
        backUp();
        Snapshot second = backUp();
        InstantSource past = InstantSource.fixed(Instant.parse("2020-01-01T00:00:00Z"));
        try (DuckDbDatabase open = openDatabase()) {
            DuckDbBackup backup = new DuckDbBackup(open, backups, past);
            Snapshot made = backup.backUp((phase, copied, all) -> {});
            assertThat(backup.list()).containsExactly(made, second);
        }
    }

    @Test
    void leavesTheStoreAsItIsWhereTheFolderCannotBeWritten() throws Exception {
        fill();
        Files.createFile(folder.resolve("backups"));
        try (DuckDbDatabase open = openDatabase()) {
            assertThatThrownBy(() -> backup(open).backUp((phase, copied, all) -> {}))
                    .isInstanceOf(StorageUnavailable.class);
        }
        open().close();
    }

    @Test
    void leavesNothingOfABackupThatWasCancelled() throws Exception {
        fill();
        try (DuckDbDatabase open = openDatabase()) {
            Thread self = Thread.currentThread();
            AtomicBoolean interrupted = new AtomicBoolean();
            assertThatThrownBy(
                            () ->
                                    backup(open)
                                            .backUp(
                                                    (phase, copied, all) -> {
                                                        if (!interrupted.getAndSet(true)) {
                                                            self.interrupt();
                                                        }
                                                    }))
                    .isInstanceOf(InterruptedException.class);
            try (Stream<Path> files = Files.list(folder.resolve("backups"))) {
                assertThat(files).isEmpty();
            }
            assertThat(backup(open).backUp((phase, copied, all) -> {}).rows()).isPositive();
        }
    }

    /** Records with a history: made, changed and deleted, so that places have gaps. */
    private List<DataRecord> fill() {
        Random random = new Random(SEED);
        try (StoreFixture store = open()) {
            for (int number = 0; number < READINGS; number++) {
                DataRecord made = create(store, RandomQueries.data(random));
                if (number % 3 == 0) {
                    RecordData other = RandomQueries.data(random);
                    store.writer().write(new Mutation.Put(made.id(), other, Precondition.NONE));
                }
                if (number % 7 == 0) {
                    store.writer()
                            .write(
                                    new Mutation.Delete(
                                            made.schema(), made.id(), Precondition.NONE));
                }
            }
            create(store, Rows.station("a", "n", 1L, "l"));
            create(store, Rows.station(null, "n", null, null));
            create(store, Rows.counter("c", Long.MIN_VALUE));
            create(store, Rows.with(TestSchemas.READINGS, "ratio", 0.0));
            create(store, Rows.with(TestSchemas.READINGS, "ratio", -0.0));
            return everything(store);
        }
    }

    private static void assertGuarded(StoreFixture store) {
        assertThatThrownBy(() -> create(store, Rows.station("a", "other", 5L, null)))
                .isInstanceOf(DuplicateRecord.class);
        assertThatThrownBy(() -> create(store, Rows.station("b", "n", 1L, null)))
                .isInstanceOf(DuplicateRecord.class);
    }

    private static List<DataRecord> everything(StoreFixture store) {
        List<DataRecord> records = new ArrayList<>();
        for (Schema schema : TestSchemas.all()) {
            records.addAll(
                    StreamedRecords.of(
                            store.reader(), RecordQuery.everything(schema), OptionalLong.empty()));
        }
        return records;
    }

    private static DataRecord create(StoreFixture store, RecordData data) {
        return store.writer().write(new Mutation.Create(StoreUnderTest.randomId(), data)).record();
    }

    private StoreFixture open() {
        return DuckDbFixture.openFile(folder, TestSchemas.all());
    }

    private DuckDbDatabase openDatabase() {
        return new DuckDbDatabase(
                DuckDbSettings.at(database).withDirectories(List.of(folder.resolve("backups"))));
    }

    private DuckDbBackup backup(DuckDbDatabase open) {
        return new DuckDbBackup(open, backups, InstantSource.system());
    }

    private Snapshot backUp() throws InterruptedException {
        try (DuckDbDatabase open = openDatabase()) {
            return backup(open).backUp((phase, copied, all) -> {});
        }
    }

    private DuckDbRestore restore() {
        return new DuckDbRestore(
                DuckDbSettings.at(database), Optional.of(backups), InstantSource.system());
    }

    private static DuckDbExport export(Path file) {
        return new DuckDbExport(DuckDbSettings.at(file), "test", InstantSource.system());
    }
}
