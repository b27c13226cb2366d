package io.tabularium.adapter.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.tabularium.adapter.web.ApiServer.Answer;
import io.tabularium.contract.ForgetfulWriter;
import io.tabularium.contract.InMemoryRecords;
import io.tabularium.domain.record.BulkLoad;
import io.tabularium.domain.record.Change;
import io.tabularium.domain.record.Mutation;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/** Two bodies of the greatest size are one too many for the memory that is set aside for them. */
final class BodyMemoryTest {

    private static final String COUNTERS = "/api/v1/records/counters";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    /counters       | {}
                    /counters/bulk  | []
                    /counters/query | {}
                    ''              | {"schema_name": "counters", "data": {}}
                    /bulk           | {"schema_name": "counters", "data": []}
                    """)
    void refusesALargeBodyWhileAnotherIsWorkedOn(String path, String json) throws Exception {
        HeldWriter writer = new HeldWriter();
        try (ApiServer server = ApiServer.start(ApiServer.LIMITS, writer.records, writer)) {
            CompletableFuture<Answer> first =
                    CompletableFuture.supplyAsync(
                            () -> server.sendJson("POST", COUNTERS, large("{}")));
            writer.entered.await();

            Answer refused = server.sendJson("POST", "/api/v1/records" + path, large(json));
            writer.released.countDown();

            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.member("type")).isEqualTo("/problems/overloaded");
            assertThat(refused.header("Retry-After")).isEqualTo("1");
            assertThat(first.get().status()).isEqualTo(201);
            assertThat(server.sendJson("POST", "/api/v1/records" + path, large(json)).status())
                    .isBetween(200, 201);
        }
    }

    @Test
    void takesSmallBodiesAllTheSame() throws Exception {
        HeldWriter writer = new HeldWriter();
        try (ApiServer server = ApiServer.start(ApiServer.LIMITS, writer.records, writer)) {
            CompletableFuture<Answer> first =
                    CompletableFuture.supplyAsync(
                            () -> server.sendJson("POST", COUNTERS, large("{}")));
            writer.entered.await();

            Answer refused = server.sendJson("POST", COUNTERS + "/query", large("{}"));
            Answer query = server.sendJson("POST", COUNTERS + "/query", "{}");
            writer.released.countDown();

            assertThat(refused.status()).isEqualTo(503);
            assertThat(query.status()).isEqualTo(200);
            assertThat(first.get().status()).isEqualTo(201);
        }
    }

    /** A query is held as text several times over, which a body of blanks is not. */
    @Test
    void countsTheCopiesThatAreMadeOfTheTextOfAQuery() {
        try (ApiServer server = ApiServer.start()) {
            String text = "a".repeat(ApiServer.LIMITS.maxBodyBytes() / 4);
            String query =
                    "{\"filters\":[{\"field\":\"name\",\"operator\":\"eq\",\"value\":\"%s\"}]}";

            Answer refused = server.sendJson("POST", COUNTERS + "/query", query.formatted(text));
            Answer served = server.sendJson("POST", COUNTERS + "/query", query.formatted("a"));

            assertThat(refused.status()).isEqualTo(413);
            assertThat(served.status()).isEqualTo(200);
        }
    }

    /**
     * Of a long text there are copies for a moment, of which there must be room for one at least.
     */
    @Test
    void refusesATextOfWhichTheCopiesNeverFit() {
        Limits limits = new Limits(ApiServer.LIMITS.query(), 16 << 20, 1_000);
        InMemoryRecords records = new InMemoryRecords();
        try (ApiServer server = ApiServer.start(limits, Front.ROOMY, records, records)) {
            String counter = "{\"name\":\"%s\"}";

            Answer refused =
                    server.sendJson("POST", COUNTERS, counter.formatted("a".repeat(9 << 20)));
            Answer served =
                    server.sendJson("POST", COUNTERS, counter.formatted("a".repeat(4 << 20)));

            assertThat(refused.status()).isEqualTo(413);
            assertThat(refused.member("type")).isEqualTo("/problems/too-large");
            assertThat(served.status()).isEqualTo(201);
        }
    }

    private static String large(String json) {
        return json + " ".repeat(ApiServer.LIMITS.maxBodyBytes() - json.length());
    }

    /** Writes when it is told to. */
    private static final class HeldWriter extends ForgetfulWriter {

        private final InMemoryRecords records = new InMemoryRecords();
        private final CountDownLatch entered = new CountDownLatch(1);
        private final CountDownLatch released = new CountDownLatch(1);

        @Override
        public Change write(Mutation mutation) {
            entered.countDown();
            try {
                released.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            return records.write(mutation);
        }

        @Override
        public void load(BulkLoad load) {
            records.load(load);
        }
    }
}
