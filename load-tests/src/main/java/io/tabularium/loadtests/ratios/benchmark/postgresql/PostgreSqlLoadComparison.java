package io.tabularium.loadtests.ratios.benchmark.postgresql;

import io.tabularium.loadtests.ratios.benchmark.PostgreSqlPair;
import io.tabularium.loadtests.ratios.benchmark.Workbench;
import io.tabularium.loadtests.ratios.measurement.Comparison;
import io.tabularium.loadtests.ratios.measurement.Result;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;

/**
 * Measures loads of an NDJSON file over HTTP into a table of the service against {@code COPY … FROM
 * STDIN} into a table with the same columns and indexes. Each table is empty before a load. {@code
 * COPY} loads the rows that the service has stored, so that both sides write the same bytes.
 *
 * @param table name of the service's table
 * @param file the NDJSON file
 * @param rows number of rows in the file
 */
record PostgreSqlLoadComparison(
        Workbench bench, PostgreSqlPair pair, String table, Path file, int rows) {

    /** Measures after two loads that do not count. The service's table keeps its rows. */
    Result measure(String path, Result.Bar bar) throws Exception {
        loadIntoService();
        Path copied = bench.folder().resolve(table + ".copy");
        pair.raw().save(table, copied);
        pair.raw().createTableLike(twin(), table);
        Comparison comparison = new Comparison(this::loadIntoService, () -> copy(copied));
        comparison.measure(1, bench.progress());
        Comparison.Medians medians =
                comparison.measure(bench.settings().repetitions(), bench.progress());
        Files.delete(copied);
        pair.raw().empty(twin());
        return Result.of(path, "rows/s", medians, bar);
    }

    private double loadIntoService() throws IOException, SQLException {
        pair.raw().empty(table);
        double seconds = pair.service().load(table, file);
        pair.service().requireCount(table, rows);
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
