package io.tabularium.adapter.representation;

import static io.tabularium.contract.TestSchemas.COUNTERS;

import static org.assertj.core.api.Assertions.assertThat;

import io.tabularium.adapter.json.JsonBytes;
import io.tabularium.domain.query.Projection;
import io.tabularium.domain.record.DataRecord;
import io.tabularium.domain.record.RecordData;
import io.tabularium.domain.record.RecordId;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

final class RecordEncoderTest {

    private static final String JSON =
            "{\"id\":\"00000000-0000-0001-0000-000000000002\",\"schema_name\":\"counters\","
                    + "\"version\":3,\"created_at\":\"2026-01-02T03:04:05Z\","
                    + "\"updated_at\":\"2026-01-02T03:04:05.000006Z\","
                    + "\"data\":{\"name\":\"a\\\"ü\",\"value\":7}}";

    private final DataRecord record =
            new DataRecord(
                    new RecordId(new UUID(1, 2)),
                    9,
                    3,
                    Instant.parse("2026-01-02T03:04:05Z"),
                    Instant.parse("2026-01-02T03:04:05.000006Z"),
                    new RecordData(COUNTERS, new Object[] {"a\"ü", 7L}));

    @Test
    void writesTheSameBytesHoweverOften() {
        for (int i = 0; i < 4; i++) {
            assertThat(write(Projection.all(COUNTERS))).isEqualTo(JSON);
            assertThat(new String(RecordJson.bytes(record), StandardCharsets.UTF_8))
                    .isEqualTo(JSON);
        }
    }

    @Test
    void keepsBytesFromTheSecondTimeOn() {
        byte[] first = RecordJson.bytes(record);
        byte[] second = RecordJson.bytes(record);

        assertThat(second).isNotSameAs(first).isEqualTo(first);
        assertThat(RecordJson.bytes(record)).isSameAs(second);
    }

    @Test
    void keepsNothingOfAPartOfTheRecord() {
        Projection part = new Projection(COUNTERS.properties().subList(1, 2));
        String json = JSON.replace("\"name\":\"a\\\"ü\",", "");

        for (int i = 0; i < 3; i++) {
            assertThat(write(part)).isEqualTo(json);
        }
        assertThat(write(new Projection(COUNTERS.properties().subList(0, 0))))
                .endsWith("\"data\":{}}");
        assertThat(write(Projection.all(COUNTERS))).isEqualTo(JSON);
    }

    private String write(Projection projection) {
        JsonBytes out = new JsonBytes(1);
        new RecordEncoder(COUNTERS, projection).write(out, record);
        return out.toString();
    }
}
