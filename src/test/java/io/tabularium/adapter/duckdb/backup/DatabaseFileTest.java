package io.tabularium.adapter.duckdb.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tabularium.adapter.duckdb.engine.DuckDbSettings;
import io.tabularium.domain.maintenance.BackupRefused;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.stream.Stream;

/** A new database takes no other one's place than the one that was held. */
final class DatabaseFileTest {

    @TempDir Path folder;
    private Path database;
    private Path log;
    private DatabaseFile file;

    @BeforeEach
    void name() {
        database = folder.resolve("records.duckdb");
        log = folder.resolve("records.duckdb.wal");
        file = new DatabaseFile(DuckDbSettings.at(database), InstantSource.system());
    }

    @Test
    void leavesADatabaseAloneThatWasMadeMeanwhile() throws IOException {
        assertThatThrownBy(
                        () ->
                                file.replace(
                                        incoming -> {
                                            Files.writeString(incoming, "new");
                                            Files.writeString(database, "made meanwhile");
                                            Files.writeString(log, "its log");
                                        }))
                .isInstanceOf(BackupRefused.class)
                .hasMessageContaining("meanwhile");
        assertThat(database).hasContent("made meanwhile");
        assertThat(log).hasContent("its log");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactlyInAnyOrder(database, log);
        }
    }

    @Test
    void putsANewDatabaseInAFreePlace() throws IOException {
        assertThat(file.replace(incoming -> Files.writeString(incoming, "new"))).isEmpty();
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(database);
        }
        assertThat(database).hasContent("new");
    }

    @Test
    void setsAsideALogThatHasLostItsDatabase() throws IOException {
        Files.writeString(log, "old");
        Path aside = file.replace(incoming -> Files.writeString(incoming, "new")).orElseThrow();
        assertThat(log).doesNotExist();
        assertThat(aside.resolveSibling(aside.getFileName() + ".wal")).hasContent("old");
        assertThat(database).hasContent("new");
    }

    @Test
    void setsAsideADatabaseWithItsLog() throws IOException {
        Files.writeString(database, "old");
        Files.writeString(log, "its log");
        Path aside = file.replace(incoming -> Files.writeString(incoming, "new")).orElseThrow();
        assertThat(log).doesNotExist();
        assertThat(aside).hasContent("old");
        assertThat(aside.resolveSibling(aside.getFileName() + ".wal")).hasContent("its log");
        assertThat(database).hasContent("new");
    }
}
