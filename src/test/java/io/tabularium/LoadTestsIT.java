package io.tabularium;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import org.duckdb.DuckDBDriver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.Driver;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The load tests have a build of their own. What of them needs no more than this one has is
 * compiled here, and tried on few rows, so that it does not go stale.
 */
class LoadTestsIT {

    private static final Path LOAD_TESTS = Path.of("load-tests");

    @TempDir Path folder;

    @Test
    void compilesAndMeasuresTheJarBesideItsLimits() throws Exception {
        String libraries =
                Stream.of(DuckDBDriver.class, Driver.class, EmbeddedPostgres.class)
                        .map(LoadTestsIT::library)
                        .collect(Collectors.joining(File.pathSeparator));
        Path classes = folder.resolve("classes");
        compile(libraries, classes);

        Path output = folder.resolve("output");
        int status =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                classes + File.pathSeparator + libraries,
                                "io.tabularium.loadtests.ratios.Ratios",
                                "paths=texts,pg-texts",
                                "rows=2000",
                                "repetitions=1",
                                "seconds=1",
                                "clients=4",
                                "jar=target/tabularium.jar",
                                "schemas=" + LOAD_TESTS.resolve("schemas"),
                                "heap=256",
                                "memoryLimit=256",
                                "threads=0",
                                "seed=1",
                                "workFolder=" + folder,
                                "postgresqlUrl=" + PostgreSqlServer.url())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start()
                        .waitFor();

        assertThat(Files.readString(output))
                .contains("ratio", "rows/s", "0.7", "texts, load CSV", "pg-texts, load", "seed 1");
        assertThat(status).as("of so few rows either verdict will do").isBetween(0, 1);
    }

    private static String library(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void compile(String libraries, Path classes) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("-Xlint:all", "-Werror"));
        arguments.addAll(List.of("-cp", libraries, "-d", classes.toString()));
        try (Stream<Path> sources = Files.walk(LOAD_TESTS.resolve("src/main/java"))) {
            sources.map(Path::toString)
                    .filter(name -> name.endsWith(".java"))
                    .forEach(arguments::add);
        }
        ToolProvider compiler = ToolProvider.findFirst("javac").orElseThrow();
        assertThat(compiler.run(System.out, System.err, arguments.toArray(String[]::new))).isZero();
    }
}
