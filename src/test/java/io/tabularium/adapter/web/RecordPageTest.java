package io.tabularium.adapter.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.tabularium.adapter.web.ApiServer.Answer;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.http.HttpHeaders;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

final class RecordPageTest {

    private static final String RECORDS = "/api/v1/records/readings";
    private static final Pattern NEXT = Pattern.compile("<(/[^>]*)>; rel=\"next\"");

    private static ApiServer server;

    /** Numbers 0 to 9, each with a text by its last bit; one more with neither. */
    @BeforeAll
    static void start() {
        server = ApiServer.start();
        for (int i = 0; i < 10; i++) {
            post("{\"number\":%d,\"text\":\"%s\"}".formatted(i, i % 2 == 0 ? "even" : "odd |<"));
        }
        post("{}");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void showsEverythingInOrderOfCreationWhereNothingIsAsked() {
        Answer answer = get("");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        assertThat(answer.header("Link")).isNull();
        assertThat(numbers(answer)).containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, null);
        assertThat(answer.text())
                .endsWith(
                        "],\"page\":1,\"size\":100,\"total\":11,\"has_next\":false,"
                                + "\"has_previous\":false,\"next_cursor\":null}");
    }

    @Test
    void answersHeadWithHeadersAlone() {
        Answer answer = server.send("HEAD", RECORDS + "?size=2");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Link")).isEqualTo(get("?size=2").header("Link"));
        assertThat(answer.text()).isEmpty();
    }

    @Test
    void repeatsNoMoreThanTheBeginningOfALongName() {
        Answer answer = query("{\"sort\":\"" + "x".repeat(10_000) + "\"}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).hasSizeLessThan(1_000);
    }

    @Test
    void holdsARecordAsItIsGottenAlone() {
        Answer page = get("?size=1");
        String id = (String) items(page).getFirst().get("id");

        assertThat(page.text()).startsWith("{\"items\":[" + get("/" + id).text() + "],");
    }

    @Test
    void numbersPages() {
        Answer answer = get("?page=2&size=4&sort=-number");

        assertThat(numbers(answer)).containsExactly(5L, 4L, 3L, 2L);
        assertThat(answer.member("page")).isEqualTo(2L);
        assertThat(answer.member("size")).isEqualTo(4L);
        assertThat(answer.member("total")).isEqualTo(11L);
        assertThat(answer.member("has_next")).isEqualTo(true);
        assertThat(answer.member("has_previous")).isEqualTo(true);
    }

    @Test
    void showsAnEmptyPageBeyondTheEnd() {
        Answer answer = get("?page=1000000000000&size=4");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(items(answer)).isEmpty();
        assertThat(answer.member("has_next")).isEqualTo(false);
        assertThat(answer.member("has_previous")).isEqualTo(true);
        assertThat(answer.member("next_cursor")).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "size=3&sort=-number",
                "size=3&sort=text,-number",
                "size=4&text=eq.even",
                "size=4&text=eq.odd+|<&sort=number",
                "size=2&filters=[{\"field\":\"number\",\"operator\":\"gt\",\"value\":3}]",
                "size=3&sort=[{\"field\":\"number\",\"order\":\"desc\"}]&fields=number,text&page=1",
            })
    void leadsThroughAllPagesByLink(String query) {
        Answer whole = getRaw(RECORDS + "?" + query.replaceFirst("size=.", "size=100"));
        Answer page = getRaw(RECORDS + "?" + query);
        List<Long> walked = new ArrayList<>(numbers(page));
        long number = 1;
        while (page.header("Link") != null) {
            Matcher next = NEXT.matcher(page.header("Link"));
            assertThat(next.matches()).isTrue();
            assertThat(next.group(1)).endsWith("cursor=" + page.member("next_cursor"));
            page = server.send("GET", next.group(1));
            assertThat(page.status()).isEqualTo(200);
            assertThat(page.member("page")).isEqualTo(++number);
            assertThat(page.member("has_previous")).isEqualTo(true);
            assertThat(page.text()).doesNotContain("\"total\"");
            walked.addAll(numbers(page));
        }

        assertThat(number).isGreaterThan(1);
        assertThat(walked).isEqualTo(numbers(whole));
        assertThat(page.member("next_cursor")).isNull();
    }

    @Test
    void countsWithACursorWhereAskedTo() {
        Object cursor = get("?size=5").member("next_cursor");

        assertThat(get("?size=5&count=exact&cursor=" + cursor).member("total")).isEqualTo(11L);
        assertThat(get("?size=5&count=none").text()).doesNotContain("\"total\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "cursor=%s&sort=number /cursor",
                "cursor=%s&number=gt.1 /cursor",
                "cursor=%s&page=1 /page",
                "cursor=%sx /cursor",
                "cursor= /cursor",
                "text=eq.%%ff /text",
                "nope=eq.1 /nope",
            })
    void refusesWhatIsNoContinuation(String query, String pointer) {
        Answer answer = get("?" + query.formatted(get("?size=5").member("next_cursor")));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.member("type")).isEqualTo("/problems/invalid-query");
        assertThat(answer.text()).contains("\"pointer\":\"" + pointer + "\"");
    }

    @Test
    void answersABodyAsTheQueryStringThatSaysTheSame() {
        Answer byBody =
                query(
                        """
                        {"filters": [{"field": "text", "operator": "ne", "value": "even"}],
                         "sort": [{"field": "number", "order": "desc"}],
                         "fields": ["number", "text"], "size": 2, "count": "exact"}
                        """);
        Answer byString = get("?text=ne.even&sort=-number&fields=number,text&size=2&count=exact");

        assertThat(byBody.status()).isEqualTo(200);
        assertThat(items(byBody)).isEqualTo(items(byString));
        assertThat(byBody.member("total")).isEqualTo(5L);
        assertThat(numbers(byBody)).containsExactly(9L, 7L);

        Matcher next = NEXT.matcher(byBody.header("Link"));
        assertThat(next.matches()).isTrue();
        assertThat(next.group(1)).startsWith(RECORDS + "?filters=");
        assertThat(numbers(server.send("GET", next.group(1)))).containsExactly(5L, 3L);
    }

    @Test
    void continuesABodyByItsCursor() {
        Object cursor = query("{\"size\":6,\"sort\":\"-number\"}").member("next_cursor");
        Answer answer = query("{\"size\":6,\"sort\":\"-number\",\"cursor\":\"" + cursor + "\"}");

        assertThat(numbers(answer)).containsExactly(3L, 2L, 1L, 0L, null);
        assertThat(answer.member("page")).isEqualTo(2L);
    }

    @Test
    void leavesOutALinkThatNoHeaderCanHold() {
        String many = "\"x\",".repeat(999) + "\"even\"";
        Answer answer =
                query(
                        "{\"size\":2,\"filters\":[{\"field\":\"text\",\"operator\":\"in\",\"value\":["
                                + many
                                + "]},{\"field\":\"text\",\"operator\":\"in\",\"value\":["
                                + many
                                + "]}]}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Link")).isNull();
        assertThat(answer.member("next_cursor")).isNotNull();
    }

    @Test
    void sendsALinkOfUpToEightKilobytes() {
        int rest = linkTo("").length();
        String fitting = "x".repeat(8 * 1_024 - rest);

        assertThat(linkTo(fitting)).hasSize(8 * 1_024);
        assertThat(get("?size=1&text=ne.x" + fitting).header("Link")).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{\"x\":1};invalid-query;400",
                "[];invalid-query;400",
                "{\"size\":0};invalid-query;400",
                "{\"size\":1,\"size\":2};malformed-request;400",
                "{\"size\":;malformed-request;400",
                "'';malformed-request;400",
                "{} x;malformed-request;400",
            })
    void refusesABody(String body, String slug, int status) {
        Answer answer = query(body);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.member("type")).isEqualTo("/problems/" + slug);
    }

    @Test
    void refusesBodiesOfAnotherTypeOrTooLongAndParametersBesideThem() {
        BodyPublisher text = BodyPublishers.ofString("{}");

        assertThat(
                        server.send("POST", RECORDS + "/query", text, "Content-Type", "text/plain")
                                .status())
                .isEqualTo(415);
        assertThat(query(" ".repeat(ApiServer.LIMITS.maxBodyBytes()) + "{}").status())
                .isEqualTo(413);
        assertThat(server.sendJson("POST", RECORDS + "/query?size=1", "{}").status())
                .isEqualTo(400);
    }

    @Test
    void takesRawBracketsAndQuotesInAQueryString() {
        Answer answer =
                getRaw(
                        RECORDS
                                + "?filters=[{\"field\":\"text\",\"operator\":\"eq\","
                                + "\"value\":\"odd |<\"}]");

        assertThat(numbers(answer)).containsExactly(1L, 3L, 5L, 7L, 9L);
    }

    /** The address of the page behind the first where the text is not the one given. */
    private static String linkTo(String text) {
        Matcher next = NEXT.matcher(get("?size=1&text=ne." + text).header("Link"));
        assertThat(next.matches()).isTrue();
        return next.group(1);
    }

    private static void post(String data) {
        assertThat(server.sendJson("POST", RECORDS, data).status()).isEqualTo(201);
    }

    private static Answer get(String rest) {
        return server.send("GET", RECORDS + rest);
    }

    private static Answer query(String body) {
        return server.sendJson("POST", RECORDS + "/query", body);
    }

    /** With characters in the query string that no URI may have. */
    private static Answer getRaw(String address) {
        String text =
                server.sendRaw(
                        "GET "
                                + address.replace(" ", "+")
                                + " HTTP/1.0\r\nHost: x\r\nConnection: close\r\n\r\n");
        String[] parts = text.split("\r\n\r\n", 2);
        Map<String, List<String>> headers =
                parts[0].lines()
                        .skip(1)
                        .map(line -> line.split(": ", 2))
                        .collect(
                                Collectors.groupingBy(
                                        line -> line[0],
                                        Collectors.mapping(line -> line[1], Collectors.toList())));
        return new Answer(
                Integer.parseInt(parts[0].split(" ", 3)[1]),
                HttpHeaders.of(headers, (name, value) -> true),
                parts[1]);
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> items(Answer answer) {
        return (List<Map<String, Object>>) answer.member("items");
    }

    private static List<Long> numbers(Answer answer) {
        List<Long> numbers = new ArrayList<>();
        items(answer)
                .forEach(item -> numbers.add((Long) ((Map<?, ?>) item.get("data")).get("number")));
        return numbers;
    }
}
