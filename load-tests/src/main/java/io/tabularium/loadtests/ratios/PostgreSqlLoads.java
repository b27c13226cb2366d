package io.tabularium.loadtests.ratios;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;

/**
 * Loads of a file of NDJSON over HTTP into a table of the service, each beside {@code COPY … FROM
 * STDIN} of the same rows into a table with the same columns and indexes. Each load finds its table
 * empty. The rows that are copied are those that the service has stored, so that both sides write
 * the same bytes.
 */
record PostgreSqlLoads(Workbench bench, PostgreSqlPair pair, String table, Path file, int rows) {

    /** Measures after two loads that do not count. The service's table is full afterwards. */
    Result measure(String path, Result.Bar bar) throws Exception {
        service();
        Path copied = bench.folder().resolve(table + ".copy");
        pair.raw().save(table, copied);
        pair.raw().createTableLike(twin(), table);
        Duel duel = new Duel(this::service, () -> copy(copied));
        duel.fight(1, bench.progress());
        Duel.Medians medians = duel.fight(bench.settings().repetitions(), bench.progress());
        Files.delete(copied);
        pair.raw().empty(twin());
        return Result.of(path, "rows/s", medians, bar);
    }

    private double service() throws IOException, SQLException {
        pair.raw().empty(table);
        double seconds = pair.server().load(table, file);
        pair.server().requireCount(table, rows);
        return rows / seconds;
    }

    private double copy(Path copied) throws IOException, SQLException {
        pair.raw().empty(twin());
        return rows / pair.raw().load(twin(), copied);
    }

    private String twin() {
        return "raw_" + table;
    }
}
