package io.tabularium.loadtests.ratios.measurement;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What to measure and how. The defaults are in the build file.
 *
 * @param paths names of paths or of groups of paths: {@code all}, {@code kinds} for every kind of
 *     data, {@code pg} and {@code pg-kinds} for the same on PostgreSQL
 * @param rows number of rows in the tables that are loaded, streamed and queried
 * @param repetitions number of rounds of a measurement; the median counts
 * @param time length of one round of a steady load
 * @param clients number of concurrent clients that create or get records, each with its own
 *     connection
 * @param jar the packaged service
 * @param schemas folder of the schema files
 * @param heapMegabytes Java heap of the service
 * @param memoryMegabytes memory limit of DuckDB, the same on both sides
 * @param threads threads of DuckDB, the same on both sides; 0: one for each processor
 * @param seed seed of the kinds of data
 * @param workFolder folder for databases and data files; they take several gigabytes
 * @param postgreSqlUrl JDBC URL, with user and password, of the PostgreSQL server of both sides;
 *     empty: the program starts one
 */
public record RatioSettings(
        List<String> paths,
        int rows,
        int repetitions,
        Duration time,
        int clients,
        Path jar,
        Path schemas,
        int heapMegabytes,
        int memoryMegabytes,
        int threads,
        long seed,
        Path workFolder,
        String postgreSqlUrl) {

    /**
     * Reads {@code name=value} arguments.
     *
     * @throws IllegalArgumentException if an argument is missing or invalid, or the jar does not
     *     exist
     */
    public static RatioSettings of(String... arguments) {
        Map<String, String> values = new HashMap<>();
        for (String argument : arguments) {
            String[] parts = argument.split("=", 2);
            values.put(parts[0], parts[1]);
        }
        return new RatioSettings(
                List.of(text(values, "paths").split(",")),
                number(values, "rows"),
                number(values, "repetitions"),
                Duration.ofSeconds(number(values, "seconds")),
                number(values, "clients"),
                server(Path.of(text(values, "jar")).toAbsolutePath().normalize()),
                Path.of(text(values, "schemas")),
                number(values, "heap"),
                number(values, "memoryLimit"),
                number(values, "threads"),
                number(values, "seed"),
                Path.of(text(values, "workFolder")),
                text(values, "postgresqlUrl"));
    }

    /** Whether {@link #paths} selects a path, by its own name or by that of its group. */
    public boolean selects(String path, String group) {
        return paths.contains("all") || paths.contains(group) || paths.contains(path);
    }

    /** These settings with another memory limit of DuckDB. */
    public RatioSettings withMemory(int megabytes) {
        return new RatioSettings(
                paths,
                rows,
                repetitions,
                time,
                clients,
                jar,
                schemas,
                heapMegabytes,
                megabytes,
                threads,
                seed,
                workFolder,
                postgreSqlUrl);
    }

    private static String text(Map<String, String> values, String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("The argument " + name + "=… is missing.");
        }
        return value;
    }

    private static int number(Map<String, String> values, String name) {
        String value = text(values, name);
        try {
            return Integer.parseInt(value.replace("_", ""));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + "=" + value + " is not a number.", e);
        }
    }

    private static Path server(Path jar) {
        if (!Files.isRegularFile(jar)) {
            throw new IllegalArgumentException(
                    "There is no server at "
                            + jar
                            + ". Build it with `./mvnw package -DskipTests`, or name one with"
                            + " -Djar=….");
        }
        return jar;
    }
}
