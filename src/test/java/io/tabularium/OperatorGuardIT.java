package io.tabularium;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The operator's endpoints are for operators. */
@Timeout(180)
class OperatorGuardIT {

    private static final String TOKEN = "0123456789abcdef";

    @TempDir Path folder;

    @Test
    void wantsTheTokenWhereOneIsSet() throws Exception {
        Path file = Files.writeString(folder.resolve("token"), TOKEN + "\n");
        try (ServerProcess server =
                        ServerProcess.start(
                                folder, "256m", "--tabularium.operator.token-file=" + file);
                HttpClient client = HttpClient.newHttpClient()) {
            URI base = server.api("");
            assertThat(status(client, base, "GET", "/actuator/health")).isEqualTo(200);
            assertThat(status(client, base, "GET", "/actuator/health/readiness")).isEqualTo(200);
            assertThat(status(client, base, "GET", "/actuator/prometheus")).isEqualTo(200);
            assertThat(status(client, base, "GET", "/actuator/health" + "/a".repeat(20_000)))
                    .isEqualTo(404);

            for (String path :
                    new String[] {
                        "/actuator",
                        "/actuator/clusterings",
                        "/actuator/health/../clusterings",
                        "/actuator/health/%2e%2e/clusterings",
                        "/actuator/health;/..;/clusterings",
                        "//actuator/clusterings",
                        "/%61ctuator/clusterings"
                    }) {
                assertThat(status(client, base, "GET", path)).as(path).isEqualTo(401);
            }
            HttpResponse<String> refused =
                    send(client, base, "POST", "/actuator/backups", "Authorization", "Bearer no");
            assertThat(refused.statusCode()).isEqualTo(401);
            assertThat(refused.headers().firstValue("WWW-Authenticate").orElseThrow())
                    .startsWith("Bearer")
                    .contains("invalid_token");
            assertThat(refused.body()).contains("/problems/unauthenticated");

            assertThat(
                            status(
                                    client,
                                    base,
                                    "POST",
                                    "/actuator/backups",
                                    "Authorization",
                                    "Bearer " + TOKEN))
                    .isEqualTo(422);
            assertThat(server.log()).doesNotContain(TOKEN);
        }
    }

    @Test
    void letsOnlyClientsOnTheSameMachineInWhereNoTokenIsSet() throws Exception {
        try (ServerProcess server =
                        ServerProcess.start(folder, "256m", "--server.address=0.0.0.0");
                HttpClient client = HttpClient.newHttpClient()) {
            URI base = server.api("");
            String path = "/actuator/clusterings";
            assertThat(status(client, base, "GET", path)).isEqualTo(200);
            for (String header :
                    List.of("Forwarded", "X-Forwarded-For", "X-Real-IP", "Via", "Origin")) {
                HttpResponse<String> refused = send(client, base, "POST", path, header, "x");
                assertThat(refused.statusCode()).as(header).isEqualTo(403);
                assertThat(refused.body()).contains("/problems/forbidden");
            }
            Optional<String> other = addressOfThisMachine();
            assumeThat(other).isPresent();
            assertThat(overName(base.getPort(), path)).startsWith("HTTP/1.1 403");
            URI fromOutside = URI.create("http://" + other.get() + ":" + base.getPort());
            assertThat(status(client, fromOutside, "GET", "/actuator/health")).isEqualTo(200);
            assertThat(status(client, fromOutside, "GET", path)).isEqualTo(403);
        }
    }

    /** As a web page asks whose own name was made to lead here. */
    private static String overName(int port, String path) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            String request =
                    "GET %s HTTP/1.1\r\nHost: rebound.example\r\nConnection: close\r\n\r\n"
                            .formatted(path);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static int status(
            HttpClient client, URI base, String method, String path, String... headers)
            throws IOException, InterruptedException {
        return send(client, base, method, path, headers).statusCode();
    }

    private static HttpResponse<String> send(
            HttpClient client, URI base, String method, String path, String... headers)
            throws IOException, InterruptedException {
        URI uri = URI.create("http://" + base.getHost() + ":" + base.getPort() + path);
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri).method(method, HttpRequest.BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static Optional<String> addressOfThisMachine() throws IOException {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> address instanceof Inet4Address)
                .filter(address -> !address.isLoopbackAddress())
                .map(InetAddress::getHostAddress)
                .findFirst();
    }
}
