package io.tabularium.adapter.schemafile;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;

import io.tabularium.adapter.json.JsonReader;
import io.tabularium.domain.Violations;
import io.tabularium.domain.query.Field;
import io.tabularium.domain.record.RecordDraft;
import io.tabularium.domain.schema.BasicType;
import io.tabularium.domain.schema.Property;
import io.tabularium.domain.schema.Schema;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

class ExampleSchemasTest {

    private static final Path SAMPLES = Path.of("docs", "samples");
    private static final int MAX_STRING_LENGTH = 10_000;

    private final SchemaFileCatalog catalog = SchemaFileCatalog.load(Path.of("schemas"));

    @Test
    void areAllThere() {
        assertThat(catalog.list())
                .extracting(Schema::toString)
                .containsExactly("airports", "earthquakes", "seattle_weather", "well_production");
    }

    @Test
    void haveNaturalKeys() {
        assertThat(schema("airports").uniqueKey(List.of("iata"))).isPresent();
        assertThat(schema("earthquakes").uniqueKey(List.of("id"))).isPresent();
        assertThat(schema("seattle_weather").uniqueKey(List.of("date"))).isPresent();
        assertThat(
                        schema("well_production")
                                .uniqueKey(List.of("field_code", "well_code", "production_period")))
                .isPresent();
    }

    @Test
    void typeTheMembersOfAnEarthquake() {
        Schema earthquakes = schema("earthquakes");

        assertThat(Field.resolve(earthquakes, "properties.mag").orElseThrow().type())
                .isEqualTo(BasicType.DOUBLE);
        assertThat(Field.resolve(earthquakes, "properties.time").orElseThrow().type())
                .isEqualTo(BasicType.INTEGER);
        assertThat(Field.resolve(earthquakes, "id")).get().isInstanceOf(Field.Declared.class);
    }

    @Test
    void acceptEveryAirport() throws IOException {
        assertThat(rejectedRows("airports", "airports.csv", 3_376)).isZero();
    }

    @Test
    void acceptEveryDayOfWeather() throws IOException {
        assertThat(rejectedRows("seattle_weather", "seattle-weather.csv", 1_461)).isZero();
    }

    @Test
    void acceptEveryEarthquake() throws IOException {
        JsonReader reader = new JsonReader(MAX_STRING_LENGTH);
        List<String> lines = Files.readAllLines(SAMPLES.resolve("earthquakes.ndjson"));
        Violations violations = new Violations();

        for (String line : lines) {
            RecordDraft draft = new RecordDraft(schema("earthquakes"));
            ((Map<?, ?>) reader.read(line))
                    .forEach((name, value) -> draft.put((String) name, value));
            draft.toData(violations);
        }

        assertThat(lines).hasSize(1_707);
        assertThat(violations.toList()).isEmpty();
    }

    private int rejectedRows(String schemaName, String file, int expectedRows) throws IOException {
        Violations violations = new Violations();
        int rows = 0;
        try (CsvReader<NamedCsvRecord> csv =
                CsvReader.builder().ofNamedCsvRecord(SAMPLES.resolve(file))) {
            for (NamedCsvRecord row : csv) {
                RecordDraft draft = new RecordDraft(schema(schemaName));
                row.getFieldsAsMap().forEach((name, cell) -> put(draft, name, cell));
                draft.toData(violations);
                rows++;
            }
        }
        assertThat(rows).isEqualTo(expectedRows);
        return violations.count();
    }

    private static void put(RecordDraft draft, String name, String cell) {
        Property property = draft.schema().property(name).orElseThrow();
        draft.put(property, cell.isEmpty() ? null : property.type().fromText(cell));
    }

    private Schema schema(String name) {
        return catalog.find(name).orElseThrow();
    }
}
