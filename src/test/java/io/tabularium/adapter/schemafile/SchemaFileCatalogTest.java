package io.tabularium.adapter.schemafile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tabularium.domain.schema.Schema;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

class SchemaFileCatalogTest {

    private static final String SOUND =
            "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"string\"}}}";

    @TempDir private Path folder;

    @Test
    void findsSchemasByTheNameOfTheirFile() throws IOException {
        write("zebras.schema.json", SOUND);
        write("apes.schema.json", SOUND);

        SchemaFileCatalog catalog = SchemaFileCatalog.load(folder);

        assertThat(catalog.list()).extracting(Schema::toString).containsExactly("apes", "zebras");
        assertThat(catalog.find("apes")).isPresent();
        assertThat(catalog.find("Apes")).isEmpty();
        assertThat(catalog.find("no/name")).isEmpty();
    }

    @Test
    void isEmptyWhereTheFolderIs() {
        assertThat(SchemaFileCatalog.load(folder).list()).isEmpty();
    }

    @Test
    void leavesOtherFilesAndFoldersAlone() throws IOException {
        write("README.md", "not a schema");
        Files.createDirectory(folder.resolve("old.schema.json"));

        assertThat(SchemaFileCatalog.load(folder).list()).isEmpty();
    }

    @Test
    void refusesAMissingFolder() {
        assertThatExceptionOfType(SchemaFileException.class)
                .isThrownBy(() -> SchemaFileCatalog.load(folder.resolve("nowhere")))
                .withMessageContaining("nowhere");
    }

    @Test
    void refusesJsonUnderAnotherName() throws IOException {
        write("apes.json", SOUND);

        assertRefused("apes.json: a schema file is named <name>.schema.json");
    }

    @Test
    void refusesNamesThatNoSchemaCanHave() throws IOException {
        write("Apes.schema.json", SOUND);
        write("bulk.schema.json", SOUND);

        assertRefused("Apes.schema.json: a schema name is", "bulk.schema.json: the schema name");
    }

    @Test
    void refusesWhatIsNotJsonWithLineAndColumn() throws IOException {
        write("apes.schema.json", "{\n  \"type\": object\n}");

        assertRefused("apes.schema.json: line 2, column ");
    }

    @Test
    void refusesKeysThatStandTwice() throws IOException {
        write("apes.schema.json", "{\"type\":\"object\",\"type\":\"object\"}");

        assertRefused("apes.schema.json: line 1, column ", "The same key stands twice");
    }

    @Test
    void refusesWhatIsNoObject() throws IOException {
        write("apes.schema.json", "true");

        assertRefused("apes.schema.json: must be a JSON object");
    }

    @Test
    void refusesFilesThatAreTooLarge() throws IOException {
        write("apes.schema.json", SOUND + " ".repeat(SchemaFileCatalog.MAX_FILE_SIZE));

        assertRefused("apes.schema.json: is larger than 1048576 bytes");
    }

    @Test
    void refusesNestingThatIsTooDeep() throws IOException {
        write("apes.schema.json", "[".repeat(1_000) + "]".repeat(1_000));

        assertRefused("apes.schema.json: The JSON is nested too deeply");
    }

    @Test
    void refusesBytesThatAreNotUtf8() throws IOException {
        Files.write(
                folder.resolve("apes.schema.json"),
                "{\"title\":\"é\"}".getBytes(StandardCharsets.ISO_8859_1));

        assertRefused("apes.schema.json: ");
    }

    @Test
    void refusesEveryFaultOfEveryFileAtOnce() throws IOException {
        write("apes.schema.json", SOUND.replace("string", "text"));
        write("bees.schema.json", SOUND.replace("\"type\":\"string\"", "\"if\":{}"));

        assertRefused(
                "apes.schema.json#/properties/a/type: 'type' is no type of JSON Schema: text",
                "bees.schema.json#/properties/a: 'type' is missing",
                "bees.schema.json#/properties/a/if: 'if' is not supported");
    }

    private void assertRefused(String... lines) {
        assertThatExceptionOfType(SchemaFileException.class)
                .isThrownBy(() -> SchemaFileCatalog.load(folder))
                .satisfies(refused -> assertThat(refused.getMessage()).contains(lines));
    }

    private void write(String name, String content) throws IOException {
        Files.writeString(folder.resolve(name), content);
    }
}
