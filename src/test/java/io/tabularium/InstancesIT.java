package io.tabularium;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Several processes serve one database. */
@Timeout(120)
final class InstancesIT {

    @TempDir Path folder;

    private String schema;

    @BeforeEach
    void name() throws IOException {
        schema = PostgreSqlServer.newSchema();
        CreatingClients.writeSchema(folder);
    }

    @Test
    void losesNothingWhenAnInstanceIsKilled() throws Exception {
        try (ServerProcess first = start();
                ServerProcess second = start();
                CreatingClients clients = new CreatingClients(first, second)) {
            clients.awaitMore(100);
            clients.kill(first);
            clients.awaitMore(100);
            try (ServerProcess third = start()) {
                clients.use(third);
                clients.awaitMore(100);
                clients.endAndCompare();
            }
        }
    }

    private ServerProcess start() {
        List<String> options = new ArrayList<>(PostgreSqlServer.options(schema));
        options.add("--tabularium.schemas.location=" + folder.resolve("schemas"));
        return ServerProcess.start(folder, "256m", options.toArray(String[]::new));
    }
}
