package io.tabularium.adapter.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.tabularium.adapter.web.ApiServer.Answer;
import io.tabularium.domain.Pointer;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

final class RecordCreationTest {

    private static final String COUNTERS = "/api/v1/records/counters";
    private static final String AIRFIELDS = "/api/v1/records/airfields";
    private static final String STATIONS = "/api/v1/records/stations";
    private static final String ALL = "/api/v1/records";

    private static ApiServer server;

    @BeforeAll
    static void start() {
        server = ApiServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void answersWithTheRecordItsAddressAndItsTag() {
        Answer answer = server.sendJson("POST", COUNTERS, "{\"value\": 3}");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        assertThat(answer.header("ETag")).isEqualTo("\"1\"");
        assertThat(answer.header("Location")).isEqualTo(COUNTERS + "/" + answer.member("id"));
        assertThat(answer.header("Preference-Applied")).isNull();
        assertThat(answer.member("schema_name")).isEqualTo("counters");
        assertThat(answer.member("version")).isEqualTo(1L);
        assertThat(answer.member("created_at")).isEqualTo(answer.member("updated_at"));
        assertThat(answer.text()).endsWith("\"data\":{\"name\":null,\"value\":3}}");
    }

    @Test
    void storesWhatItAnswersWith() {
        Answer created = server.sendJson("POST", COUNTERS, "{\"name\": \"æ😀\", \"value\": 3}");

        Answer patched = server.sendJson("PATCH", created.header("Location"), "{\"value\": 4}");

        assertThat(patched.status()).isEqualTo(200);
        assertThat(patched.member("data")).isEqualTo(Map.of("name", "æ😀", "value", 4L));
    }

    @Test
    void fillsDefaultsButNeverAnExplicitNull() {
        String required = "\"name\": \"x\", \"latitude\": 1, \"longitude\": 2, \"code\": \"AA";

        Answer absent = server.sendJson("POST", AIRFIELDS, "{" + required + "A\"}");
        Answer explicit =
                server.sendJson("POST", AIRFIELDS, "{" + required + "B\", \"country\": null}");

        assertThat(absent.text()).contains("\"country\":\"USA\"");
        assertThat(explicit.status()).isEqualTo(201);
        assertThat(explicit.text()).contains("\"country\":null");
        assertThat(server.send("GET", explicit.header("Location")).text())
                .isEqualTo(explicit.text());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"schema_name\": \"counters\", \"data\": {\"value\": 7}}",
                "{\"data\": {\"value\": 7}, \"schema_name\": \"counters\"}"
            })
    void takesAnEnvelopeWithItsMembersInEitherOrder(String envelope) {
        Answer answer = server.sendJson("POST", ALL, envelope);

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.header("Location")).startsWith(COUNTERS + "/");
        assertThat(answer.text()).endsWith("\"data\":{\"name\":null,\"value\":7}}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {"schema_name": "counters"}                           | 'data' is missing
                    {"data": {}}                                          | 'schema_name' is missing
                    {"schema_name": "counters", "data": {}, "x": 1}       | member 'x'
                    {"schema_name": 1, "data": {}}                        | 'schema_name' must be
                    {"schema_name": null, "data": {}}                     | 'schema_name' must be
                    {"schema_name": "a", "schema_name": "b", "data": {}}  | twice
                    {"schema_name": "counters", "data": {}, "data": {}}   | twice
                    {"schema_name": "counters", "data": {"value":1}} 2    | behind
                    []                                                    | 'schema_name' and 'data'
                    """)
    void refusesAnEnvelopeNamingTheMember(String envelope, String detail) {
        Answer answer = server.sendJson("POST", ALL, envelope);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.member("type")).isEqualTo("/problems/malformed-request");
        assertThat((String) answer.member("detail")).contains(detail);
    }

    @Test
    void refusesAnEnvelopeForAnUnknownSchema() {
        Answer answer =
                server.sendJson("POST", ALL, "{\"data\": {}, \"schema_name\": \"nothing\"}");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.member("type")).isEqualTo("/problems/unknown-schema");
    }

    @Test
    void repeatsNoMoreThanTheBeginningOfANameInABody() {
        String name = "x".repeat(100_000);

        assertThat(
                        server.sendJson(
                                        "POST",
                                        ALL,
                                        "{\"data\": {}, \"schema_name\": \"" + name + "\"}")
                                .text())
                .hasSizeLessThan(1_000);
        assertThat(
                        server.sendJson(
                                        "POST",
                                        COUNTERS,
                                        "{\"" + name.substring(0, 9_000) + "\": 1}")
                                .text())
                .hasSizeLessThan(Pointer.MAX_LENGTH + 1_000);
    }

    @Test
    void refusesAnUnknownSchemaBeforeLookingAtTheBody() {
        Answer answer = server.sendText("POST", ALL + "/nothing", "text/plain", "{");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.member("type")).isEqualTo("/problems/unknown-schema");
    }

    @Test
    void reportsEveryViolationWithPointerCodeAndMessage() {
        Answer answer =
                server.sendJson("POST", AIRFIELDS, "{\"code\": \"x\", \"latitude\": 91, \"s\": 1}");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat((List<?>) answer.member("errors"))
                .extracting(error -> (String) ((Map<?, ?>) error).get("pointer"))
                .containsExactlyInAnyOrder("/code", "/name", "/latitude", "/longitude", "/s");
        assertThat((List<?>) answer.member("errors"))
                .allSatisfy(
                        error ->
                                assertThat(((Map<?, ?>) error).keySet())
                                        .asString()
                                        .isEqualTo("[pointer, code, message]"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "1", "null", "\"x\"", "true", "[{}]"})
    void refusesWhatIsJsonButNoObjectAsARecord(String body) {
        Answer answer = server.sendJson("POST", COUNTERS, body);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.member("type")).isEqualTo("/problems/invalid-record");
        assertThat(answer.text()).contains("{\"pointer\":\"\",\"code\":\"type\",");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"value": 1,\\n  "value": 2}  | 2
                    {"value": 01}                 | 1
                    {"value": 1} x                | 1
                    {"value": NaN}                | 1
                    {"value": 1,}                 | 1
                    {"value": 1                   | 1
                    \\n\\n{'value': 1}            | 3
                    [1] ]                         | 1
                    ''                            | 1
                    \\n\\n                          | 3
                    """)
    void refusesWhatIsNotJsonWithLineAndColumn(String body, long line) {
        Answer answer = server.sendJson("POST", COUNTERS, body.replace("\\n", "\n"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.member("type")).isEqualTo("/problems/malformed-request");
        assertThat(answer.member("line")).isEqualTo(line);
        assertThat((Long) answer.member("column")).isPositive();
        assertThat((String) answer.member("detail"))
                .startsWith("Line " + line + ", column " + answer.member("column") + ": ");
    }

    @Test
    void takesAByteOrderMarkAtTheStartOfABody() {
        Answer answer = server.sendJson("POST", COUNTERS, "\uFEFF{\"value\": 1}");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(server.sendJson("POST", COUNTERS, "\uFEFF\uFEFF{}").status()).isEqualTo(400);
    }

    @Test
    void refusesBytesThatAreNotUtf8() {
        byte[] latin1 = "{\"name\": \"æ\"}".getBytes(StandardCharsets.ISO_8859_1);

        Answer answer =
                server.send(
                        "POST",
                        COUNTERS,
                        BodyPublishers.ofByteArray(latin1),
                        "Content-Type",
                        "application/json");

        assertThat(answer.status()).isEqualTo(400);
        assertThat((String) answer.member("detail")).startsWith("Line 1, column 12: ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json; charset=utf-8",
                "APPLICATION/JSON",
                "application/json;charset=\"UTF-8\"",
                "application/json; profile=x"
            })
    void takesJsonInUtf8(String contentType) {
        assertThat(server.sendText("POST", COUNTERS, contentType, "{}").status()).isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/json; charset=iso-8859-1",
                "application/x-ndjson",
                "application/merge-patch+json",
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=x",
                "nonsense",
                "*/*"
            })
    void refusesOtherMediaTypesAndNamesTheAcceptedOne(String contentType) {
        Answer answer = server.sendText("POST", COUNTERS, contentType, "value=1");

        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.member("type")).isEqualTo("/problems/unsupported-media-type");
        assertThat(answer.header("Accept")).isEqualTo("application/json");
    }

    @Test
    void refusesABodyThatIsCompressed() {
        Answer answer = server.sendJson("POST", COUNTERS, "{}", "Content-Encoding", "br");

        assertThat(answer.status()).isEqualTo(415);
        assertThat((String) answer.member("detail")).contains("Content-Encoding");
        assertThat(answer.header("Accept-Encoding")).isEqualTo("gzip");
        assertThat(server.sendJson("POST", COUNTERS, "{}", "Content-Encoding", "Identity").status())
                .isEqualTo(201);
    }

    @Test
    void refusesABodyOfNoMediaType() {
        Answer answer = server.send("POST", COUNTERS, BodyPublishers.ofString("{}"));

        assertThat(answer.status()).isEqualTo(415);
    }

    @Test
    void takesABodyOfTheGreatestSizeAndNoMore() {
        int limit = ApiServer.LIMITS.maxBodyBytes();
        String greatest = "{}" + " ".repeat(limit - 2);

        assertThat(server.sendJson("POST", COUNTERS, greatest).status()).isEqualTo(201);
        Answer refused = server.sendJson("POST", COUNTERS, greatest + " ");
        assertThat(refused.status()).isEqualTo(413);
        assertThat(refused.member("type")).isEqualTo("/problems/too-large");
    }

    @Test
    void refusesATooLargeBodySentInChunks() {
        byte[] large =
                " ".repeat(ApiServer.LIMITS.maxBodyBytes() + 1).getBytes(StandardCharsets.UTF_8);

        Answer answer =
                server.send(
                        "POST",
                        COUNTERS,
                        BodyPublishers.fromPublisher(BodyPublishers.ofByteArray(large)),
                        "Content-Type",
                        "application/json");

        assertThat(answer.status()).isEqualTo(413);
    }

    @Test
    void refusesATakenKeyNamingTheKeyAlone() {
        String body = "{\"code\": \"secret-code\"}";
        assertThat(server.sendJson("POST", STATIONS, body).status()).isEqualTo(201);

        Answer answer = server.sendJson("POST", STATIONS, body);

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.member("type")).isEqualTo("/problems/duplicate-record");
        assertThat(answer.member("key")).isEqualTo(List.of("code"));
        assertThat(answer.text()).doesNotContain("secret-code");
    }

    @ParameterizedTest
    @ValueSource(strings = {"return=minimal", "respond-async, RETURN = \"minimal\"; x=y"})
    void leavesTheBodyOutWhereMinimalIsPreferred(String preference) {
        Answer answer = server.sendJson("POST", COUNTERS, "{}", "Prefer", preference);

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.text()).isEmpty();
        assertThat(answer.header("Content-Type")).isNull();
        assertThat(answer.header("Preference-Applied")).isEqualTo("return=minimal");
        assertThat(answer.header("ETag")).isEqualTo("\"1\"");
        assertThat(answer.header("Location")).startsWith(COUNTERS + "/");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "return=representation",
                "a=\"return=minimal, x\", return=representation",
                "return=representation, return=minimal"
            })
    void saysThatTheRepresentationWasPreferred(String preference) {
        Answer answer = server.sendJson("POST", COUNTERS, "{}", "Prefer", preference);

        assertThat(answer.member("version")).isEqualTo(1L);
        assertThat(answer.header("Preference-Applied")).isEqualTo("return=representation");
    }

    @Test
    void readsPreferencesFromEveryHeaderOfTheName() {
        Answer answer =
                server.sendJson(
                        "POST", COUNTERS, "{}", "Prefer", "wait=1", "Prefer", "return=minimal");

        assertThat(answer.header("Preference-Applied")).isEqualTo("return=minimal");
    }

    @ParameterizedTest
    @ValueSource(strings = {"return=everything", "return", "=", "\"", "handling=strict"})
    void ignoresPreferencesItDoesNotKnow(String preference) {
        Answer answer = server.sendJson("POST", COUNTERS, "{}", "Prefer", preference);

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.member("version")).isEqualTo(1L);
        assertThat(answer.header("Preference-Applied")).isNull();
    }

    @Test
    void refusesParameters() {
        Answer answer = server.sendJson("POST", COUNTERS + "?on_error=skip", "{}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.member("type")).isEqualTo("/problems/invalid-query");
        assertThat(answer.text()).contains("\"pointer\":\"/on_error\"");
    }
}
