package io.tabularium.adapter.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.tabularium.adapter.web.ApiServer.Answer;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

final class RecordStreamTest {

    private static final String RECORDS = "/api/v1/records/readings";
    private static final String NDJSON = "application/x-ndjson";
    private static final String CSV = "text/csv;charset=utf-8";

    private static final List<String> WRITTEN = new ArrayList<>();
    private static ApiServer server;

    @BeforeAll
    static void start() {
        server = ApiServer.start();
        post(
                """
                {"text": "", "number": 1, "ratio": 1e10, "cents": 1.5, "flag": true,
                 "day": "2026-01-31", "moment": "2026-01-31T12:00:00.5+01:00",
                 "local": "2026-01-31T12:00:00", "token": "0197A5B2-0000-7000-8000-000000000000",
                 "details": {"b": 1.50, "a": [null, "x,\\"y\\""]}, "tags": []}
                """);
        post("{\"text\": \"a,b\\r\\n\\\"c\\\" \u00fc\"}");
        post("{\"text\": \"null\", \"number\": 3}");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void streamsEachRecordAsItsOwnLine() {
        Answer answer = stream("", NDJSON);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo(NDJSON);
        assertThat(answer.header("Transfer-Encoding")).isEqualTo("chunked");
        assertThat(answer.header("Content-Length")).isNull();
        assertThat(answer.header("Vary")).isEqualToIgnoringCase("accept,accept-encoding");
        assertThat(answer.text()).isEqualTo(String.join("\n", WRITTEN) + "\n");
    }

    @Test
    void streamsNothingAsAnEmptyBody() {
        Answer answer = stream("?number=eq.99", NDJSON);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Transfer-Encoding")).isEqualTo("chunked");
        assertThat(answer.text()).isEmpty();
    }

    @Test
    void heedsFilterOrderProjectionAndLimit() {
        Answer answer = stream("?number=not.is.null&sort=-number&fields=number&limit=1", NDJSON);

        assertThat(answer.text().lines()).hasSize(1);
        assertThat(answer.text()).endsWith("\"data\":{\"number\":3}}\n");
    }

    @Test
    void writesCsvWithTheMetadataFirst() {
        Answer answer = stream("?sort=number", CSV);

        assertThat(answer.header("Content-Type")).isEqualTo(CSV);
        assertThat(answer.text())
                .isEqualTo(
                        "_id,_version,_created_at,_updated_at,text,number,ratio,amount,cents,flag,"
                                + "day,moment,local,token,share,details,tags\n"
                                + prefix(0)
                                + "\"\",1,10000000000.0,,1.50,true,2026-01-31,"
                                + "2026-01-31T11:00:00.500000Z,2026-01-31T12:00:00,"
                                + "0197a5b2-0000-7000-8000-000000000000,,"
                                + "\"{\"\"b\"\":1.50,\"\"a\"\":[null,\"\"x,\\\"\"y\\\"\"\"\"]}\",[]\n"
                                + prefix(2)
                                + "null,3,,,,,,,,,,,\n"
                                + prefix(1)
                                + "\"a,b\r\n\"\"c\"\" \u00fc\",,,,,,,,,,,,\n");
    }

    @Test
    void writesTheProjectedColumnsAndTheHeaderAloneWhereNothingMatches() {
        assertThat(stream("?number=eq.99&fields=number,text", "text/csv").text())
                .isEqualTo("_id,_version,_created_at,_updated_at,text,number\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {
                "*/* > application/x-ndjson",
                "application/x-ndjson > application/x-ndjson",
                "application/json > application/x-ndjson",
                "application/* > application/x-ndjson",
                "text/html, */*;q=0.8 > application/x-ndjson",
                "text/csv > text/csv;charset=utf-8",
                "text/* > text/csv;charset=utf-8",
                "text/csv, */* > text/csv;charset=utf-8",
                "text/csv;q=0.5, application/x-ndjson;q=0.4 > text/csv;charset=utf-8",
                "text/csv;q=0.5, application/x-ndjson > application/x-ndjson",
                "application/x-ndjson;q=0, */* > text/csv;charset=utf-8",
            })
    void answersInTheFormThatIsLikedBest(String accept, String contentType) {
        Answer answer = stream("", accept);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo(contentType);
    }

    @Test
    void answersInNdjsonWhereNothingIsSaid() {
        assertThat(server.send("GET", RECORDS + "/stream").header("Content-Type"))
                .isEqualTo(NDJSON);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/xml", "text/csv;q=0", "nonsense"})
    void refusesToAnswerInAnyOtherForm(String accept) {
        Answer answer = stream("", accept);

        assertThat(answer.status()).isEqualTo(406);
        assertThat(answer.member("type")).isEqualTo("/problems/not-acceptable");
        assertThat((String) answer.member("detail")).contains("application/x-ndjson, text/csv");
    }

    @Test
    void answersHeadWithHeadersAlone() {
        Answer answer = server.send("HEAD", RECORDS + "/stream");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo(NDJSON);
        assertThat(answer.text()).isEmpty();
        assertThat(server.send("HEAD", RECORDS + "/stream?x=1").status()).isEqualTo(400);
    }

    private static void post(String data) {
        Answer answer = server.sendJson("POST", RECORDS, data);
        assertThat(answer.status()).isEqualTo(201);
        WRITTEN.add(answer.text());
    }

    private static Answer stream(String query, String accept) {
        return server.send(
                "GET", RECORDS + "/stream" + query, BodyPublishers.noBody(), "Accept", accept);
    }

    private static String prefix(int index) {
        Answer written = new Answer(201, null, WRITTEN.get(index));
        Map<?, ?> record = (Map<?, ?>) written.json();
        return "%s,1,%s,%s,"
                .formatted(record.get("id"), record.get("created_at"), record.get("updated_at"));
    }
}
