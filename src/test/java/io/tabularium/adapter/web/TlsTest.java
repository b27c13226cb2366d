package io.tabularium.adapter.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.stream.Stream;

import javax.net.ssl.SSLHandshakeException;

/** The API over TLS, by a bundle of the settings. */
final class TlsTest {

    private static final String RECORDS = "/api/v1/records/counters";
    private static final int ROWS = 5_000;
    private static final int LARGEST_PACKET = 16_384;

    @TempDir Path folder;

    @Test
    void servesFromAKeyStoreWhosePasswordIsInAFile() throws Exception {
        Path store = WebCertificate.make(folder);
        assertServes(
                store,
                "--spring.ssl.bundle.jks.web.keystore.location=file:" + store,
                "--spring.ssl.bundle.jks.web.keystore.type=PKCS12",
                "--spring.config.import=configtree:" + makeSecrets() + "/");
    }

    @Test
    void servesFromPemFiles() throws Exception {
        Path store = WebCertificate.make(folder);
        KeyStore keys = KeyStore.getInstance(store.toFile(), WebCertificate.PASSWORD.toCharArray());
        Path certificate = pem("CERTIFICATE", keys.getCertificate("web").getEncoded());
        Path key =
                pem(
                        "PRIVATE KEY",
                        keys.getKey("web", WebCertificate.PASSWORD.toCharArray()).getEncoded());
        assertServes(
                store,
                "--spring.ssl.bundle.pem.web.keystore.certificate=file:" + certificate,
                "--spring.ssl.bundle.pem.web.keystore.private-key=file:" + key,
                "--spring.ssl.bundle.pem.web.reload-on-update=true");
    }

    /** Each write is a packet of TLS, the last of which has the largest size there is. */
    @Test
    @Timeout(60)
    void receivesChunksThatComeInPieces() throws Exception {
        Path store = WebCertificate.make(folder);
        try (ApiServer server = ApiServer.startWith(WebCertificate.settings(store));
                HttpClient client =
                        HttpClient.newBuilder().sslContext(WebCertificate.trusting(store)).build();
                Socket socket =
                        WebCertificate.trusting(store)
                                .getSocketFactory()
                                .createSocket("localhost", server.port())) {
            send(socket, "POST " + RECORDS + "/bulk HTTP/1.1\r\nHost: localhost\r\n");
            send(socket, "Content-Type: application/x-ndjson\r\nConnection: close\r\n");
            send(socket, "Transfer-Encoding: chunked\r\n\r\n");
            awaitSlowUpload(client, server);
            send(socket, "4400\r\n" + "\n".repeat(900));
            awaitSlowUpload(client, server);
            send(socket, "\n".repeat(LARGEST_PACKET));
            send(socket, "\n".repeat(0x4400 - LARGEST_PACKET - 900) + "\r\n0\r\n\r\n");

            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 201 ");
        }
    }

    /** With TLS too, the answer is sent although the connection is closed for input. */
    @Test
    @Timeout(60)
    void refusesAChunkThatIsBegunAndNotEnded() throws Exception {
        Path store = WebCertificate.make(folder);
        try (ApiServer server = ApiServer.startWith(WebCertificate.settings(store));
                Socket socket =
                        WebCertificate.trusting(store)
                                .getSocketFactory()
                                .createSocket("localhost", server.port())) {
            send(socket, "POST " + RECORDS + "/bulk HTTP/1.1\r\nHost: localhost\r\n");
            send(socket, "Content-Type: application/x-ndjson\r\n");
            send(socket, "Transfer-Encoding: chunked\r\n\r\n4");

            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 400 ")
                    .contains("The body came too slowly.");
        }
    }

    private static void awaitSlowUpload(HttpClient client, ApiServer server) throws Exception {
        HttpRequest metrics =
                HttpRequest.newBuilder(
                                URI.create(
                                        "https://localhost:"
                                                + server.port()
                                                + "/actuator/prometheus"))
                        .build();
        String begun = "tabularium_bulkhead_in_use{bulkhead=\"slow_uploads\"} 1.0";
        while (!client.send(metrics, BodyHandlers.ofString()).body().contains(begun)) {
            Thread.onSpinWait();
        }
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static void assertServes(Path store, String... bundle) throws Exception {
        String[] settings =
                Stream.concat(Stream.of("--server.ssl.bundle=web"), Stream.of(bundle))
                        .toArray(String[]::new);
        try (ApiServer server = ApiServer.startWith(settings);
                HttpClient client =
                        HttpClient.newBuilder().sslContext(WebCertificate.trusting(store)).build();
                HttpClient stranger = HttpClient.newHttpClient()) {
            URI base = URI.create("https://localhost:" + server.port());

            HttpRequest bulk =
                    HttpRequest.newBuilder(base.resolve(RECORDS + "/bulk"))
                            .header("Content-Type", "application/x-ndjson")
                            .POST(BodyPublishers.ofString("{}\n".repeat(ROWS)))
                            .build();
            assertThat(client.send(bulk, BodyHandlers.ofString()).statusCode()).isEqualTo(201);
            HttpRequest stream = HttpRequest.newBuilder(base.resolve(RECORDS + "/stream")).build();
            HttpResponse<String> rows = client.send(stream, BodyHandlers.ofString());
            assertThat(rows.body().lines()).hasSize(ROWS);
            assertThat(rows.headers().firstValue("Strict-Transport-Security"))
                    .hasValue("max-age=31536000");

            assertThatThrownBy(() -> stranger.send(stream, BodyHandlers.discarding()))
                    .isInstanceOf(SSLHandshakeException.class);
            assertThat(
                            server.sendRaw(
                                    "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                    .startsWith("HTTP/1.1 400");
        }
    }

    /** A folder with a file for each secret, as orchestrators mount them. */
    private Path makeSecrets() throws IOException {
        Path secrets = Files.createDirectory(folder.resolve("secrets"));
        Files.writeString(
                secrets.resolve("spring.ssl.bundle.jks.web.keystore.password"),
                WebCertificate.PASSWORD + "\n");
        return secrets;
    }

    private Path pem(String type, byte[] content) throws IOException {
        return Files.writeString(
                folder.resolve(type.replace(" ", "") + ".pem"),
                "-----BEGIN %s-----\n%s\n-----END %s-----\n"
                        .formatted(type, Base64.getMimeEncoder().encodeToString(content), type));
    }
}
