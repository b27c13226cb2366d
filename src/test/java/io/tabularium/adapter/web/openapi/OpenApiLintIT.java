package io.tabularium.adapter.web.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tabularium.adapter.json.JsonWriter;
import io.tabularium.adapter.key.Grants;
import io.tabularium.adapter.web.ApiServer;
import io.tabularium.clients.NodePackage;
import io.tabularium.clients.Program;
import io.tabularium.clients.Program.Result;
import io.tabularium.domain.schema.Schema;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Has the document read by the linters that people use. */
final class OpenApiLintIT {

    private static final Path RULES = Path.of("src/test/npm/lint/spectral.yaml").toAbsolutePath();

    @TempDir static Path folder;

    @BeforeAll
    static void writeDocuments() throws IOException {
        write("open.json", Specimens.all(), false);
        write("secured.json", Specimens.all(), true);
        write("alike.json", Specimens.alike(), false);
    }

    private static void write(String file, List<Schema> schemas, boolean secured)
            throws IOException {
        Map<String, Object> document =
                OpenApiDocument.of(schemas, Grants.ALL, secured, ApiServer.LIMITS, "1");
        Files.writeString(folder.resolve(file), JsonWriter.toText(document));
    }

    @Test
    void givesSpectralNothingToComplainOf() throws Exception {
        String spectral = NodePackage.installed("lint").program("spectral").toString();

        Result result =
                Program.run(
                        folder,
                        spectral,
                        "lint",
                        "--fail-severity=warn",
                        "--ruleset=" + RULES,
                        "open.json",
                        "secured.json",
                        "alike.json");
        assertThat(result.status()).as(result.output()).isZero();
    }

    @Test
    void givesVacuumNoErrorToComplainOf() throws Exception {
        String vacuum = Program.isThere("vacuum") ? "vacuum" : installedVacuum();
        for (String document : List.of("open.json", "secured.json", "alike.json")) {
            Result result = Program.run(folder, vacuum, "lint", "--fail-severity=error", document);
            assertThat(result.status()).as(result.output()).isZero();
        }
    }

    /** Its package fetches the program from elsewhere, which not every network allows. */
    private static String installedVacuum() throws Exception {
        NodePackage linters = NodePackage.installed("lint");
        Path vacuum = linters.program("vacuum");
        if (!Files.isExecutable(vacuum)) {
            Result fetched = linters.prepare("@quobix/vacuum");
            assumeTrue(
                    Files.isExecutable(vacuum),
                    () -> "skipped, because vacuum cannot be fetched: " + fetched.output());
        }
        return vacuum.toString();
    }
}
