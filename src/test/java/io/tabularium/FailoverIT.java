package io.tabularium;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The primary is killed under writes, and its synchronous standby takes its place. {@code
 * -Dfailovers} says how often.
 */
final class FailoverIT {

    private static final Logger LOG = LoggerFactory.getLogger(FailoverIT.class);
    private static final int FAILOVERS = Integer.getInteger("failovers", 2);
    private static final int NOTES = 50;

    @TempDir Path folder;

    @Test
    void losesNoAcknowledgedWriteAndDoesNoneTwice() throws Exception {
        PostgreSqlProcess primary = PostgreSqlProcess.start(folder.resolve("first"));
        int[] ports = {primary.port(), ServerProcess.freePort()};
        try (ServerProcess server = start(ports);
                CreatingClients clients = new CreatingClients(server)) {
            for (int i = 0; i < FAILOVERS; i++) {
                Path files = Files.createDirectories(folder.resolve("failover-" + i));
                int port = ports[(i + 1) % ports.length];
                try (PostgreSqlProcess old = primary) {
                    primary = old.startStandby(files, port);
                    clients.awaitMore(NOTES);
                    old.kill();
                    long began = System.nanoTime();
                    primary.promote();
                    clients.awaitMore(1);
                    Duration gone = Duration.ofNanos(System.nanoTime() - began);
                    LOG.atInfo().addKeyValue("millis", gone.toMillis()).log("failed_over");
                }
                clients.awaitMore(NOTES);
            }
            clients.endAndCompare();
        } finally {
            primary.close();
        }
        assertThat(folder).exists();
    }

    private ServerProcess start(int... ports) throws IOException {
        Path schemas = CreatingClients.writeSchema(folder);
        return ServerProcess.start(
                folder,
                "256m",
                "--tabularium.storage.engine=postgresql",
                "--tabularium.postgresql.url=jdbc:postgresql://localhost:%d,localhost:%d/postgres?user=postgres&targetServerType=primary"
                        .formatted(ports[0], ports[1]),
                "--tabularium.schemas.location=" + schemas);
    }
}
