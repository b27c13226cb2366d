package io.tabularium.loadtests.ratios;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What to measure and how. The defaults are in the build file.
 *
 * @param paths names of paths to measure or of groups of them: {@code all}, {@code kinds} for every
 *     {@link DataKind}, {@code pg} and {@code pg-kinds} for those on PostgreSQL
 * @param rows of the tables that are loaded, streamed and searched
 * @param repetitions of each measurement, of which the median counts
 * @param time how long one repetition of a steady load lasts
 * @param clients that create and get at the same time, each on a connection of its own
 * @param jar the server
 * @param schemas folder of the schema files
 * @param heapMegabytes Java heap of the server
 * @param memoryMegabytes limit of the engine's own memory, the same on both sides
 * @param threads of the engine, the same on both sides; 0 for one for each processor
 * @param seed of the data of each {@link DataKind}
 * @param workFolder where databases and data are put; several gigabytes
 * @param postgreSqlUrl of the PostgreSQL server of both sides, with the user in it; empty for one
 *     that is started
 */
record RatioSettings(
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
     * @throws IllegalArgumentException if one is missing or wrong, or there is no server
     */
    static RatioSettings of(String... arguments) {
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

    boolean measures(Benchmark benchmark) {
        return paths.contains("all")
                || paths.contains(benchmark.group())
                || paths.contains(benchmark.path());
    }

    /** The same, with another limit of the engine's memory. */
    RatioSettings withMemory(int megabytes) {
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
