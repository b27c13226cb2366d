package io.tabularium.loadtests.ratios.benchmark;

import io.tabularium.loadtests.ratios.data.DataFile;
import io.tabularium.loadtests.ratios.data.DataFormat;
import io.tabularium.loadtests.ratios.data.ProductionRow;
import io.tabularium.loadtests.ratios.data.ProductionTable;
import io.tabularium.loadtests.ratios.measurement.Progress;
import io.tabularium.loadtests.ratios.measurement.RatioSettings;
import io.tabularium.loadtests.ratios.server.PostgreSqlServer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Data files, folders and servers of the benchmarks. Closing it stops and deletes all of them. */
public final class Workbench implements AutoCloseable {

    private final RatioSettings settings;
    private final Progress progress = new Progress();
    private final Path root;
    private final Map<Integer, Path> data = new HashMap<>();
    private Optional<DuckDbPair> loaded = Optional.empty();
    private Optional<PostgreSqlServer> postgreSql = Optional.empty();
    private Optional<PostgreSqlPair> loadedPostgreSql = Optional.empty();
    private int folders;

    public Workbench(RatioSettings settings) throws IOException {
        this.settings = settings;
        this.root = Files.createTempDirectory(settings.workFolder(), "ratios-");
    }

    public RatioSettings settings() {
        return settings;
    }

    public Progress progress() {
        return progress;
    }

    /** An NDJSON file of {@link ProductionRow}s. All calls with the same number share one file. */
    public Path data(int rows) {
        return data.computeIfAbsent(
                rows,
                _ -> {
                    progress.report("writing %,d rows of data", rows);
                    Path file = root.resolve("data-" + rows + ".ndjson");
                    ProductionRow.writeFile(file, rows);
                    return file;
                });
    }

    /** A file of rows of one kind of data. The caller deletes it. */
    public Path data(DataFile data, DataFormat format, int rows) throws IOException {
        Path file = root.resolve(data.kind().path() + "." + format);
        data.write(file, format, rows);
        return file;
    }

    /** A new, empty folder. */
    public Path folder() throws IOException {
        return Files.createDirectory(root.resolve("folder-" + folders++));
    }

    /** A folder with the schema of a table, once under each of the given names. */
    public Path schemas(ProductionTable table, String... names) throws IOException {
        Path folder = folder();
        String schema = table.schema(settings.schemas());
        for (String name : names) {
            Files.writeString(folder.resolve(name + ".schema.json"), schema);
        }
        return folder;
    }

    /** Service and DuckDB with the same rows, shared by all benchmarks that change no row. */
    public DuckDbPair loadedDuckDb() throws IOException, SQLException, InterruptedException {
        if (loaded.isEmpty()) {
            loaded = Optional.of(DuckDbPair.load(this));
        }
        return loaded.get();
    }

    /** The PostgreSQL server, shared by all benchmarks. */
    PostgreSqlServer postgreSql() throws IOException {
        if (postgreSql.isEmpty()) {
            progress.report("starting PostgreSQL");
            postgreSql = Optional.of(PostgreSqlServer.open(settings, folder()));
        }
        return postgreSql.get();
    }

    /** Service on PostgreSQL with rows, shared by all benchmarks that change no row. */
    public PostgreSqlPair loadedPostgreSql()
            throws IOException, SQLException, InterruptedException {
        if (loadedPostgreSql.isEmpty()) {
            loadedPostgreSql = Optional.of(PostgreSqlPair.load(this));
        }
        return loadedPostgreSql.get();
    }

    /** Deletes a folder with everything in it. */
    public void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    @Override
    public void close() throws IOException, SQLException {
        if (loaded.isPresent()) {
            loaded.get().close();
        }
        if (loadedPostgreSql.isPresent()) {
            loadedPostgreSql.get().close();
        }
        if (postgreSql.isPresent()) {
            postgreSql.get().close();
        }
        delete(root);
    }
}
