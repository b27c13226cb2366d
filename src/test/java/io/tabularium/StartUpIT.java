package io.tabularium;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A start that cannot succeed ends, and says why in words that an operator understands. */
class StartUpIT {

    private static final String SCHEMA =
            """
            {"type": "object", "properties": {"a": {"type": "string", "maxLength": %d}}}
            """;

    @TempDir Path folder;

    @Test
    void namesFileAndPointerAndKeywordOfASchemaFault() throws IOException {
        Path schemas =
                schemas(
                        "bad",
                        "{\"type\": \"object\", \"properties\": {\"a\": {\"type\": \"string\", \"minimum\": 1}}}");
        String log = ServerProcess.startInVain(folder, "--tabularium.schemas.location=" + schemas);
        assertThat(log)
                .contains("bad.schema.json")
                .contains("/properties/a")
                .contains("minimum")
                .doesNotContain("\tat ");
    }

    @Test
    void refusesATightenedConstraintAndShowsTheDifference() throws Exception {
        Path schemas = schemas("notes", SCHEMA.formatted(20));
        String location = "--tabularium.schemas.location=" + schemas;
        try (ServerProcess server = ServerProcess.start(folder, "256m", location)) {
            server.stop();
        }
        schemas("notes", SCHEMA.formatted(10));
        assertThat(ServerProcess.startInVain(folder, location))
                .contains("/properties/a/maxLength")
                .contains("20")
                .contains("10")
                .doesNotContain("\tat ");
    }

    @ParameterizedTest
    @CsvSource({
        "tabularium.limits.max-page-size=0, maxPageSize",
        "tabularium.limits.query-timeout=0s, tabularium.limits.query-timeout",
        "tabularium.duckdb.memory-limit=0MB, tabularium.duckdb.memory-limit",
        "tabularium.storage.engine=oracle, tabularium.storage.engine",
        "tabularium.limits.max-page-sise=5, tabularium.limits.max-page-sise"
    })
    void namesASettingThatCannotBe(String setting, String name) {
        assertThat(ServerProcess.startInVain(folder, "--" + setting))
                .contains(name)
                .doesNotContain("\tat ");
    }

    @Test
    void saysThatAnotherProcessHoldsTheFile() {
        try (ServerProcess first = ServerProcess.start(folder, "256m")) {
            assertThat(ServerProcess.startInVain(folder))
                    .contains("tabularium.duckdb")
                    .contains("cannot be opened")
                    .doesNotContain("\tat ");
            assertThat(first.log()).doesNotContain("ERROR");
        }
    }

    private Path schemas(String name, String definition) throws IOException {
        Path schemas = Files.createDirectories(folder.resolve("schemas"));
        Files.writeString(schemas.resolve(name + ".schema.json"), definition);
        return schemas;
    }
}
