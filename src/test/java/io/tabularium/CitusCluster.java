package io.tabularium;

import org.testcontainers.containers.Container.ExecResult;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * The Citus cluster of the tests: the one whose coordinator the system property {@code
 * tabularium.test.citus.url} names; or a coordinator and two workers in containers of the image
 * that {@code tabularium.test.citus.image} names, such as {@code citusdata/citus:13.2}. The
 * containers end with the process. Thread-safe.
 */
public final class CitusCluster {

    private static final String URL = System.getProperty("tabularium.test.citus.url", "");
    private static final String IMAGE = System.getProperty("tabularium.test.citus.image", "");

    private CitusCluster() {}

    /** Is made when it is first asked for. */
    private static final class Containers {

        private static final int PORT = 5432;
        private static final String COORDINATOR = "coordinator";
        private static final List<String> WORKERS = List.of("worker1", "worker2");
        private static final String URL = start();

        private static String start() {
            Network network = Network.newNetwork();
            GenericContainer<?> coordinator = node(network, COORDINATOR);
            for (String worker : WORKERS) {
                node(network, worker);
            }
            execute(coordinator, "SELECT citus_set_coordinator_host('" + COORDINATOR + "')");
            for (String worker : WORKERS) {
                execute(coordinator, "SELECT citus_add_node('%s', %d)".formatted(worker, PORT));
            }
            return "jdbc:postgresql://%s:%d/postgres?user=postgres"
                    .formatted(coordinator.getHost(), coordinator.getMappedPort(PORT));
        }

        private static GenericContainer<?> node(Network network, String name) {
            GenericContainer<?> node =
                    new GenericContainer<>(IMAGE)
                            .withNetwork(network)
                            .withNetworkAliases(name)
                            .withEnv("POSTGRES_HOST_AUTH_METHOD", "trust")
                            .withExposedPorts(PORT)
                            .withCommand(
                                    "postgres",
                                    "-c",
                                    "shared_preload_libraries=citus",
                                    "-c",
                                    "max_connections=300",
                                    "-c",
                                    "max_prepared_transactions=200")
                            // Once while the database is made, once when it serves.
                            .waitingFor(Wait.forLogMessage(".*ready to accept.*\\s", 2));
            node.start();
            return node;
        }

        private static void execute(GenericContainer<?> node, String sql) {
            try {
                ExecResult result = node.execInContainer("psql", "-U", "postgres", "-c", sql);
                if (result.getExitCode() != 0) {
                    throw new IllegalStateException(result.getStderr());
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    /** Whether one is named. */
    public static boolean isThere() {
        return !URL.isEmpty() || !IMAGE.isEmpty();
    }

    /** A JDBC URL of the coordinator, with the user in it. */
    public static String url() {
        return URL.isEmpty() ? Containers.URL : URL;
    }
}
