package io.tabularium.loadtests.ratios;

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

/** What the benchmarks work with: data, folders, servers. Everything is gone when it is closed. */
final class Workbench implements AutoCloseable {

    private final RatioSettings settings;
    private final Progress progress = new Progress();
    private final Path root;
    private final Map<Integer, Path> data = new HashMap<>();
    private Optional<LoadedPair> loaded = Optional.empty();
    private Optional<PostgreSqlServer> postgreSql = Optional.empty();
    private Optional<PostgreSqlPair> loadedPostgreSql = Optional.empty();
    private int folders;

    Workbench(RatioSettings settings) throws IOException {
        this.settings = settings;
        this.root = Files.createTempDirectory(settings.workFolder(), "ratios-");
    }

    RatioSettings settings() {
        return settings;
    }

    Progress progress() {
        return progress;
    }

    /** Some rows of {@link ProductionRow} as NDJSON, made beforehand. */
    Path data(int rows) {
        return data.computeIfAbsent(
                rows,
                _ -> {
                    progress.report("writing %,d rows of data", rows);
                    Path file = root.resolve("data-" + rows + ".ndjson");
                    ProductionRow.writeFile(file, rows);
                    return file;
                });
    }

    /** Some rows of one kind of data, made beforehand; the caller deletes the file. */
    Path data(DataFile data, DataFormat format, int rows) throws IOException {
        Path file = root.resolve(data.kind().path() + "." + format);
        data.write(file, format, rows);
        return file;
    }

    /** A new and empty folder. */
    Path folder() throws IOException {
        return Files.createDirectory(root.resolve("folder-" + folders++));
    }

    /** A folder with schemas of one shape under some names. */
    Path schemas(ProductionTable table, String... names) throws IOException {
        Path folder = folder();
        String schema = table.schema(settings.schemas());
        for (String name : names) {
            Files.writeString(folder.resolve(name + ".schema.json"), schema);
        }
        return folder;
    }

    /** A server and a raw engine with the same rows, for all benchmarks that change none. */
    LoadedPair loaded() throws IOException, SQLException, InterruptedException {
        if (loaded.isEmpty()) {
            loaded = Optional.of(LoadedPair.load(this));
        }
        return loaded.get();
    }

    /** The PostgreSQL server of all benchmarks. */
    PostgreSqlServer postgreSql() throws IOException {
        if (postgreSql.isEmpty()) {
            progress.report("starting PostgreSQL");
            postgreSql = Optional.of(PostgreSqlServer.open(settings, folder()));
        }
        return postgreSql.get();
    }

    /** A server on PostgreSQL with rows, for all benchmarks that change none. */
    PostgreSqlPair loadedPostgreSql() throws IOException, SQLException, InterruptedException {
        if (loadedPostgreSql.isEmpty()) {
            loadedPostgreSql = Optional.of(PostgreSqlPair.load(this));
        }
        return loadedPostgreSql.get();
    }

    /** Deletes a folder with what is in it. */
    void delete(Path folder) throws IOException {
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
