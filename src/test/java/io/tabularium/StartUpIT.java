package io.tabularium;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

    @Test
    void namesASettingThatIsOutOfBounds() {
        assertThat(ServerProcess.startInVain(folder, "--tabularium.limits.max-page-size=0"))
                .contains("tabularium.limits")
                .contains("maxPageSize")
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
