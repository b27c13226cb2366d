package io.tabularium.adapter.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.tabularium.adapter.web.ApiServer.Answer;
import io.tabularium.contract.InMemoryRecords;
import io.tabularium.contract.TestSchemas;
import io.tabularium.domain.query.Filter;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Bodies that are compressed on their way, in and out. */
final class GzipTest {

    private static final String COUNTERS = "/api/v1/records/counters";
    private static final String BULK = COUNTERS + "/bulk";
    private static final String NDJSON = "application/x-ndjson";

    private final InMemoryRecords records = new InMemoryRecords();
    private ApiServer server;

    @BeforeEach
    void start() {
        server = ApiServer.start(ApiServer.LIMITS, records, records);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    ''     | application/json     | {"value": 1}      | 201
                    /bulk  | application/json     | [{"value": 1}]    | 201
                    /bulk  | application/x-ndjson | {"value": 1}      | 201
                    /bulk  | text/csv             | value             | 201
                    /query | application/json     | {"size": 1}       | 200
                    """)
    void inflatesTheBodyOfEveryEndpoint(String path, String type, String body, int status)
            throws IOException {
        byte[] bytes = gzip(body.getBytes(StandardCharsets.UTF_8));

        assertThat(send(COUNTERS + path, type, bytes).status()).isEqualTo(status);
        assertThat(
                        server.send(
                                        "POST",
                                        COUNTERS + path,
                                        chunked(bytes),
                                        "Content-Type",
                                        type,
                                        "Content-Encoding",
                                        "x-gzip, identity")
                                .status())
                .isEqualTo(status);
    }

    @Test
    void inflatesSeveralMembersAsOneBody() throws IOException {
        byte[] members =
                concatenated(
                        gzip("{\"value\": 1}\n".getBytes(StandardCharsets.US_ASCII)),
                        gzip("{}\n{}".getBytes(StandardCharsets.US_ASCII)));

        assertThat(send(BULK, NDJSON, members).member("created")).isEqualTo(3L);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 9, 10, 15, 30})
    void refusesABodyThatBreaksOffAndStoresNothing(int length) throws IOException {
        byte[] whole =
                gzip(
                        "{\"value\": 1}\n{\"value\": 2}\n{\"value\": 3}\n"
                                .getBytes(StandardCharsets.US_ASCII));

        assertMalformed(
                server.send(
                        "POST",
                        BULK + "?on_error=skip",
                        chunked(Arrays.copyOf(whole, length)),
                        "Content-Type",
                        NDJSON,
                        "Content-Encoding",
                        "gzip"));
    }

    /** A name that the header gives the text, and its own checksum. */
    @Test
    void readsTheHeaderAndBoundsIt() throws IOException {
        byte[] plain = gzip("{\"value\": 1}\n".getBytes(StandardCharsets.US_ASCII));

        assertMalformed(send(BULK, NDJSON, named(plain, 1_000, 1)));
        assertMalformed(send(BULK, NDJSON, named(plain, 70_000, 0)));
        assertThat(send(BULK, NDJSON, named(plain, 1_000, 0)).status()).isEqualTo(201);
    }

    private static byte[] named(byte[] plain, int length, int fault) {
        byte[] header = Arrays.copyOf(plain, 10 + length + 1);
        header[3] = 8 + 2;
        Arrays.fill(header, 10, 10 + length, (byte) 'n');
        header[10 + length] = 0;
        CRC32 checksum = new CRC32();
        checksum.update(header);
        int value = (int) checksum.getValue() + fault;
        return concatenated(
                concatenated(header, new byte[] {(byte) value, (byte) (value >> 8)}),
                Arrays.copyOfRange(plain, 10, plain.length));
    }

    @Test
    void refusesABodyThatIsDamagedOrGoesOnBehindItsEnd() throws IOException {
        byte[] whole = gzip("{\"value\": 1}\n".getBytes(StandardCharsets.US_ASCII));
        byte[] otherChecksum = whole.clone();
        otherChecksum[whole.length - 8] ^= 1;
        byte[] otherLength = whole.clone();
        otherLength[whole.length - 1] ^= 1;

        assertMalformed(send(BULK, NDJSON, otherChecksum));
        assertMalformed(send(BULK, NDJSON, otherLength));
        assertMalformed(send(BULK, NDJSON, "{\"value\": 1}\n".getBytes(StandardCharsets.US_ASCII)));
        assertMalformed(
                send(
                        BULK,
                        NDJSON,
                        concatenated(whole, "rest".getBytes(StandardCharsets.US_ASCII))));
        assertMalformed(send(BULK, NDJSON, concatenated(whole, new byte[] {0})));
    }

    @Test
    @Timeout(60)
    void boundsWhatIsHeldByItsSizeWhenInflated() throws IOException {
        byte[] spaces = new byte[ApiServer.LIMITS.maxBodyBytes() + 1];
        Arrays.fill(spaces, (byte) ' ');

        assertThat(statusOnceThereIsRoom(COUNTERS, "application/json", gzip(spaces)))
                .isEqualTo(413);
        assertThat(statusOnceThereIsRoom(BULK, "application/json", gzip(spaces))).isEqualTo(413);
        assertThat(statusOnceThereIsRoom(BULK, NDJSON, gzip(spaces))).isEqualTo(413);
    }

    /** The room of the request before is free when that is over, which is after its answer. */
    private int statusOnceThereIsRoom(String path, String contentType, byte[] body) {
        int status;
        do {
            status = send(path, contentType, body).status();
        } while (status == 503);
        return status;
    }

    @Test
    void refusesABombOfShortLines() throws IOException {
        byte[] feeds = new byte[20_000_000];
        Arrays.fill(feeds, (byte) '\n');

        Answer answer = send(BULK, NDJSON, gzip(feeds));

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.member("type")).isEqualTo("/problems/too-large");
    }

    @Test
    void asksForTheBodyOnlyWhereItIsWanted() throws IOException {
        String head =
                """
                POST %s HTTP/1.1
                Host: x
                Connection: close
                Expect: 100-continue
                Content-Type: application/json
                Content-Length: 2

                """
                        .replace("\n", "\r\n");
        try (Socket socket = server.connect()) {
            socket.getOutputStream()
                    .write(head.formatted(COUNTERS).getBytes(StandardCharsets.US_ASCII));
            assertThat(
                            new String(
                                    socket.getInputStream().readNBytes(12),
                                    StandardCharsets.US_ASCII))
                    .isEqualTo("HTTP/1.1 100");
            socket.getOutputStream().write("{}".getBytes(StandardCharsets.US_ASCII));
            assertThat(
                            new String(
                                    socket.getInputStream().readAllBytes(),
                                    StandardCharsets.US_ASCII))
                    .contains("HTTP/1.1 201");
        }
        assertThat(server.sendRaw(head.formatted("/api/v1/records/nothing")))
                .startsWith("HTTP/1.1 404")
                .contains("unknown-schema");
    }

    @Test
    void compressesAnswersOnRequest() throws Exception {
        send(
                BULK,
                NDJSON,
                gzip("{\"name\": \"a name\"}\n".repeat(500).getBytes(StandardCharsets.US_ASCII)));

        for (String path : new String[] {COUNTERS, COUNTERS + "/stream"}) {
            HttpResponse<byte[]> plain = get(path, "identity");
            HttpResponse<byte[]> compressed = get(path, "br, gzip;q=0.5");
            assertThat(plain.headers().firstValue("Content-Encoding")).isEmpty();
            assertThat(compressed.headers().firstValue("Content-Encoding")).contains("gzip");
            assertThat(String.join(",", compressed.headers().allValues("Vary")))
                    .containsIgnoringCase("accept-encoding");
            assertThat(inflated(compressed.body())).isEqualTo(plain.body());
            assertThat(get(path, "gzip;q=0").headers().firstValue("Content-Encoding")).isEmpty();
        }
    }

    /** Its strong ETag stands for these bytes, and would not for others (RFC 9110, 8.8.3). */
    @Test
    void leavesARecordWithItsStrongTagAsItIs() throws Exception {
        Answer created =
                server.sendJson("POST", COUNTERS, "{\"name\": \"" + "a".repeat(5_000) + "\"}");
        String path = COUNTERS + "/" + created.member("id");

        HttpResponse<byte[]> got = get(path, "gzip");

        assertThat(got.headers().firstValue("Content-Encoding")).isEmpty();
        assertThat(got.headers().firstValue("ETag")).contains("\"1\"");
        assertThat(new String(got.body(), StandardCharsets.UTF_8)).isEqualTo(created.text());
    }

    private void assertMalformed(Answer answer) {
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.member("type")).isEqualTo("/problems/malformed-request");
        assertThat(records.count(TestSchemas.COUNTERS, Filter.ALL)).isZero();
    }

    private Answer send(String path, String type, byte[] body) {
        return server.send(
                "POST",
                path,
                BodyPublishers.ofByteArray(body),
                "Content-Type",
                type,
                "Content-Encoding",
                "gzip");
    }

    private HttpResponse<byte[]> get(String path, String acceptEncoding) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            URI address = URI.create("http://127.0.0.1:" + server.port() + path);
            return client.send(
                    HttpRequest.newBuilder(address)
                            .header("Accept-Encoding", acceptEncoding)
                            .build(),
                    BodyHandlers.ofByteArray());
        }
    }

    private static BodyPublisher chunked(byte[] bytes) {
        return BodyPublishers.fromPublisher(BodyPublishers.ofByteArray(bytes));
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
            out.write(bytes);
        }
        return compressed.toByteArray();
    }

    private static byte[] inflated(byte[] bytes) throws IOException {
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return in.readAllBytes();
        }
    }

    private static byte[] concatenated(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
