package io.tabularium.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.tabularium.domain.query.RecordQuery;
import io.tabularium.domain.record.Mutation;
import io.tabularium.domain.schema.Schema;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** What one instance on a PostgreSQL database learns of another. */
final class OtherInstancesTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int LONG_TEXT = 4_000_000;

    @TempDir Path directory;

    @Test
    void reservesMemoryForLongTextsThatAnotherWrote() {
        List<Schema> schemas = List.of(TestSchemas.COUNTERS);
        RecordQuery everything = RecordQuery.everything(TestSchemas.COUNTERS);
        try (PostgreSqlFixture one = PostgreSqlFixture.open(directory, schemas);
                PostgreSqlFixture other = PostgreSqlFixture.open(directory, schemas)) {
            assertThat(other.reader().heapBytes(everything)).isLessThan(2 * LONG_TEXT);

            one.writer()
                    .write(
                            new Mutation.Create(
                                    StoreUnderTest.randomId(),
                                    Rows.counter("a".repeat(LONG_TEXT), 1L)));

            awaitTrue(() -> other.reader().heapBytes(everything) > 2 * LONG_TEXT);
        }
    }

    @Test
    void noticesThatAnotherHasALaterDefinition() {
        Schema before = grown("\"a\": {\"type\": \"string\"}");
        Schema after = grown("\"a\": {\"type\": \"string\"}, \"b\": {\"type\": \"string\"}");
        try (PostgreSqlFixture old = PostgreSqlFixture.open(directory, List.of(before))) {
            assertThat(old.records().health().impairment()).isEmpty();
            try (PostgreSqlFixture young = PostgreSqlFixture.open(directory, List.of(after))) {
                awaitTrue(() -> old.records().health().impairment().isPresent());

                assertThat(old.records().health().impairment().orElseThrow()).contains("grown");
                assertThat(old.records().health().whyUnavailable()).isEmpty();
                assertThat(young.records().health().impairment()).isEmpty();
            }
        }
    }

    private static Schema grown(String properties) {
        return SchemaText.compile(
                "grown",
                "{\"type\": \"object\", \"additionalProperties\": false, \"properties\": {%s}}"
                        .formatted(properties));
    }

    private static void awaitTrue(BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("not in time").isLessThan(deadline);
            LockSupport.parkNanos(20_000_000);
        }
    }
}
