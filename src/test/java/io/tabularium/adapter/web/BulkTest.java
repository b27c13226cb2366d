package io.tabularium.adapter.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.tabularium.adapter.web.ApiServer.Answer;
import io.tabularium.contract.InMemoryRecords;
import io.tabularium.contract.TestSchemas;
import io.tabularium.domain.query.Filter;
import io.tabularium.domain.query.RecordQuery;
import io.tabularium.domain.record.DataRecord;
import io.tabularium.domain.record.Mutation;
import io.tabularium.domain.record.Precondition;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

final class BulkTest {

    private static final String BULK = "/api/v1/records/stations/bulk";
    private static final String NDJSON = "application/x-ndjson";

    /** The second row violates the schema, and the fourth has the code of the first. */
    private static final String MIXED =
            """
            {"code": "a"}
            {"code": 1}

            {"code": "b"}
            {"code": "a"}
            """;

    private static final InMemoryRecords RECORDS = new InMemoryRecords();

    private static ApiServer server;

    @BeforeAll
    static void start() {
        server = ApiServer.start(ApiServer.LIMITS, RECORDS, RECORDS);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @AfterEach
    void deleteAll() {
        for (DataRecord record : RECORDS.answer(RecordQuery.everything(TestSchemas.STATIONS))) {
            RECORDS.write(
                    new Mutation.Delete(TestSchemas.STATIONS, record.id(), Precondition.NONE));
        }
    }

    @Test
    void storesEveryRowOfAnArray() {
        Answer answer = server.sendJson("POST", BULK, "[{\"code\": \"a\"}, {\"code\": \"b\"}]");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        assertThat(answer.text())
                .isEqualTo(
                        """
                        {"schema_name":"stations","received":2,"created":2,"updated":0,\
                        "ignored":0,"rejected":0,"errors":[]}\
                        """);
        assertThat(stored()).isEqualTo(2);
    }

    @Test
    void storesEveryRowOfCsv() {
        Answer answer =
                server.sendText(
                        "POST", BULK, "text/csv; header=present", "number,code\n1,a\n,\"b,\nc\"\n");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.member("created")).isEqualTo(2L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"schema_name\": \"stations\", \"data\": [{\"code\": \"a\"}]}",
                "{\"data\": [{\"code\": \"a\"}], \"schema_name\": \"stations\"}"
            })
    void storesEveryRowOfAnEnvelope(String envelope) {
        Answer answer = server.sendJson("POST", "/api/v1/records/bulk", envelope);

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.member("created")).isEqualTo(1L);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"schema_name": "stations", "data": {}}          | 400
                    {"schema_name": "stations"}                      | 400
                    {"schema_name": "stations", "data": [], "x": 1}  | 400
                    {"schema_name": "stations", "data": [{]}         | 400
                    {"schema_name": "nothing", "data": []}           | 404
                    """)
    void refusesAnEnvelopeThatIsNone(String envelope, int status) {
        assertThat(server.sendJson("POST", "/api/v1/records/bulk", envelope).status())
                .isEqualTo(status);
    }

    @Test
    void nothingToStoreIsStored() {
        assertThat(server.sendJson("POST", BULK, "[]").status()).isEqualTo(201);
        assertThat(server.sendText("POST", BULK, NDJSON, "").status()).isEqualTo(201);
        assertThat(server.sendText("POST", BULK, "text/csv", "code\n").status()).isEqualTo(201);
    }

    @Test
    void storesNothingWhereARowIsInvalidAndReportsAllOfThem() {
        Answer answer = server.sendText("POST", BULK, NDJSON, MIXED + "nonsense\n");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.member("type")).isEqualTo("/problems/invalid-bulk");
        assertThat(answer.member("received")).isEqualTo(5L);
        assertThat(answer.member("created")).isEqualTo(0L);
        assertThat(answer.text())
                .contains(
                        "{\"index\":1,\"line\":2,\"pointer\":\"/code\",\"code\":\"type\",",
                        "{\"index\":4,\"line\":6,\"pointer\":\"\",\"code\":\"malformed\",");
        assertThat(stored()).isZero();
    }

    @Test
    void storesNothingWhereAKeyIsTaken() {
        Answer answer = server.sendText("POST", BULK, NDJSON, "{\"code\":\"a\"}\n{\"code\":\"a\"}");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.member("type")).isEqualTo("/problems/duplicate-record");
        assertThat(answer.member("rejected")).isEqualTo(1L);
        assertThat(answer.text())
                .contains("{\"index\":1,\"line\":2,\"pointer\":\"/code\",\"code\":\"duplicate\",");
        assertThat(stored()).isZero();
    }

    @Test
    void skipsWhatCannotBeStoredIfAsked() {
        Answer answer = server.sendText("POST", BULK + "?on_error=skip", NDJSON, MIXED);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.member("received")).isEqualTo(4L);
        assertThat(answer.member("created")).isEqualTo(2L);
        assertThat(answer.member("rejected")).isEqualTo(2L);
        assertThat(stored()).isEqualTo(2);
    }

    @Test
    void skippingNothingIsComplete() {
        assertThat(server.sendJson("POST", BULK + "?on_error=skip", "[{}]").status())
                .isEqualTo(201);
    }

    @ParameterizedTest
    @CsvSource({"abort", "skip"})
    void aDryRunStoresNothing(String onError) {
        Answer answer =
                server.sendText(
                        "POST",
                        BULK + "?dry_run=true&on_error=" + onError,
                        NDJSON,
                        MIXED,
                        "Prefer",
                        "return=representation");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        assertThat(answer.header("Preference-Applied")).isNull();
        assertThat(answer.member("rejected")).isEqualTo(2L);
        assertThat(answer.text()).doesNotContain("records");
        assertThat(stored()).isZero();
    }

    @Test
    void reportsTheFirstHundredRowsAndCountsAll() {
        Answer answer = server.sendText("POST", BULK, NDJSON, "[]\n".repeat(250));

        assertThat(answer.member("rejected")).isEqualTo(250L);
        assertThat((List<?>) answer.member("errors")).hasSize(100);
    }

    @Test
    void aRowOfAnArrayHasNoLine() {
        Answer answer = server.sendJson("POST", BULK, "[{}, 7, {\"x\": 1}]");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text())
                .contains(
                        "{\"index\":1,\"pointer\":\"\",\"code\":\"type\",",
                        "{\"index\":2,\"pointer\":\"/x\",\"code\":\"additionalProperties\",");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{},]",
                "[{} {}]",
                "[{}",
                "[{}] x",
                "[{\"code\":1,\"code\":2}]",
                "{}",
                "{\"code\":\"a\"}",
                "7",
                "",
                " "
            })
    void refusesABodyThatIsNoArrayWhole(String body) {
        Answer answer = server.sendJson("POST", BULK + "?on_error=skip", body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.member("type")).isEqualTo("/problems/malformed-request");
        assertThat(stored()).isZero();
    }

    @Test
    void anArrayTakesItsLimitAndNoMore() {
        int limit = ApiServer.LIMITS.maxBulkArrayRecords();

        assertThat(server.sendJson("POST", BULK, array(limit)).status()).isEqualTo(201);
        Answer refused = server.sendJson("POST", BULK, array(limit + 1));
        assertThat(refused.status()).isEqualTo(413);
        assertThat(refused.member("type")).isEqualTo("/problems/too-large");
        assertThat(stored()).isEqualTo(limit);
    }

    @Test
    void anArrayIsBoundedInBytesEvenInChunks() {
        String large = "[" + " ".repeat(ApiServer.LIMITS.maxBodyBytes()) + "]";

        Answer answer =
                server.send(
                        "POST",
                        BULK,
                        BodyPublishers.fromPublisher(BodyPublishers.ofString(large)),
                        "Content-Type",
                        "application/json");

        assertThat(answer.status()).isEqualTo(413);
    }

    @Test
    void linesAreBoundedAndTheirNumberIsNot() {
        int limit = ApiServer.LIMITS.maxBodyBytes();
        String longest = "{}" + " ".repeat(limit - 2) + "\n";

        assertThat(server.sendText("POST", BULK, NDJSON, longest.repeat(3)).status())
                .isEqualTo(201);
        assertThat(server.sendText("POST", BULK, NDJSON, "{}\n " + longest).status())
                .isEqualTo(413);
        assertThat(
                        server.sendText("POST", BULK, "text/csv", "code\n" + "x".repeat(limit + 1))
                                .status())
                .isEqualTo(413);
        assertThat(stored()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({"ignore, 0, 1, first", "update, 1, 0, second"})
    void resolvesConflictsByAKeyIfAsked(
            String onConflict, long updated, long ignored, String label) {
        server.sendJson("POST", BULK, "[{\"code\": \"a\", \"label\": \"first\"}]");

        Answer answer =
                server.sendJson(
                        "POST",
                        BULK + "?conflict_key=code&on_conflict=" + onConflict,
                        "[{\"code\": \"a\", \"label\": \"second\"}, {\"code\": \"b\"}]");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.member("created")).isEqualTo(1L);
        assertThat(answer.member("updated")).isEqualTo(updated);
        assertThat(answer.member("ignored")).isEqualTo(ignored);
        Answer again =
                server.sendJson(
                        "POST",
                        BULK + "?conflict_key=code&on_conflict=update",
                        "[{\"code\": \"a\", \"label\": \"" + label + "\"}]",
                        "Prefer",
                        "return=representation");
        assertThat(again.text()).contains("\"version\":" + (2 + updated));
    }

    @Test
    void takesTheNamesOfAKeyInAnyOrder() {
        Answer answer =
                server.sendJson(
                        "POST", BULK + "?on_conflict=ignore&conflict_key=number,network", "[{}]");

        assertThat(answer.status()).isEqualTo(201);
    }

    @Test
    void needsNoKeyWhereThereIsOnlyOne() {
        Answer answer =
                server.sendJson("POST", "/api/v1/records/airfields/bulk?on_conflict=ignore", "[]");

        assertThat(answer.status()).isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "on_conflict=ignore",
                "on_conflict=update&conflict_key=",
                "on_conflict=update&conflict_key=label",
                "on_conflict=update&conflict_key=network",
                "on_conflict=update&conflict_key=network,network",
                "on_conflict=update&conflict_key=code,number",
                "conflict_key=code",
                "on_conflict=error&conflict_key=code",
                "on_conflict=replace",
                "on_conflict=IGNORE",
                "on_error=",
                "on_error=continue",
                "dry_run=1",
                "dry_run",
                "dry_run=true&dry_run=true",
                "schema_name=stations"
            })
    void refusesOptionsThatAreNone(String query) {
        Answer answer = server.sendText("POST", BULK + "?" + query, NDJSON, "");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.member("type")).isEqualTo("/problems/invalid-query");
    }

    @Test
    void returnsTheRecordsAsTheyAreReadIfAsked() {
        Answer answer =
                server.sendJson(
                        "POST",
                        BULK,
                        "[{\"code\": \"a\"}, {\"code\": \"b\"}]",
                        "Prefer",
                        "return=representation");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.header("Preference-Applied")).isEqualTo("return=representation");
        List<?> records = (List<?>) answer.member("records");
        assertThat(records).hasSize(2);
        Map<?, ?> first = (Map<?, ?>) records.getFirst();
        String address = "/api/v1/records/stations/" + first.get("id");
        Answer replaced = server.sendJson("PATCH", address, "{}", "If-Match", "\"1\"");
        assertThat(replaced.member("created_at")).isEqualTo(first.get("created_at"));
        assertThat(replaced.member("data")).isEqualTo(first.get("data"));
    }

    @ParameterizedTest
    @CsvSource({"10000, return=representation, true", "10001, , false"})
    void returnsNoMoreThanTenThousandRecords(int count, String applied, boolean returned) {
        String rows = "{}\n".repeat(count);

        Answer answer =
                server.sendText("POST", BULK, NDJSON, rows, "Prefer", "return=representation");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.header("Preference-Applied")).isEqualTo(applied);
        assertThat(answer.text().contains("\"records\"")).isEqualTo(returned);
    }

    @Test
    void refusesOtherMediaTypesAndNamesTheAcceptedOnes() {
        Answer answer = server.sendText("POST", BULK, "application/xml", "<a/>");

        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.header("Accept"))
                .isEqualTo("application/json, application/x-ndjson, text/csv");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    code,height  | 'height'
                    code,code    | 'code' twice
                    code,        | column 2
                    ` code`      | ' code'
                    "code        | quoting
                    """)
    void refusesACsvWhoseHeaderNamesNoProperties(String header, String detail) {
        Answer answer = server.sendText("POST", BULK, "text/csv", header + "\n1,2\n");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.member("type")).isEqualTo("/problems/malformed-request");
        assertThat((String) answer.member("detail")).contains(detail);
    }

    @Test
    void refusesAnUnknownSchemaBeforeLookingAtTheBody() {
        Answer answer =
                server.sendText("POST", "/api/v1/records/nothing/bulk?x=y", "text/plain", "{");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.member("type")).isEqualTo("/problems/unknown-schema");
    }

    private static long stored() {
        return RECORDS.count(TestSchemas.STATIONS, Filter.ALL);
    }

    private static String array(int length) {
        return IntStream.range(0, length)
                .mapToObj(i -> "{}")
                .collect(Collectors.joining(",", "[", "]"));
    }
}
