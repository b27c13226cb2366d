package io.tabularium.adapter.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.tabularium.adapter.duckdb.engine.DuckDbSettings;
import io.tabularium.contract.SchemaText;
import io.tabularium.domain.query.Filter;
import io.tabularium.domain.record.RecordIdGenerator;
import io.tabularium.domain.schema.Schema;
import io.tabularium.domain.storage.RecordStore;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

final class DuckDbStorageTest {

    private static final Schema COUNTERS =
            SchemaText.compile(
                    "counters",
                    """
                    {"type": "object", "additionalProperties": false,
                     "properties": {"name": {"type": "string", "x-unique": true}}}
                    """);

    @TempDir private Path folder;

    /** DuckDB has lost indexes when it replayed a log in which they were made. */
    @Test
    void leavesNoChangeOfTablesInTheLog() throws Exception {
        Path file = folder.resolve("data.duckdb");
        try (DuckDbStorage storage = open(file);
                RecordStore store = storage.provision(List.of(COUNTERS))) {
            assertThat(store.reader().count(COUNTERS, Filter.ALL)).isZero();
            assertThat(folder.resolve("data.duckdb.wal")).doesNotExist();
        }
    }

    private static DuckDbStorage open(Path file) {
        InstantSource clock = InstantSource.system();
        return new DuckDbStorage(
                new DuckDbOptions(
                        DuckDbSettings.at(file),
                        false,
                        Optional.empty(),
                        0,
                        WriterHarness.SETTINGS),
                new RecordIdGenerator(clock, new SecureRandom()),
                clock);
    }
}
