package io.tabularium.loadtests.ratios;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Clients of a PostgreSQL server that work at the same time, as those of {@code pgbench -M
 * prepared}: each repeats its statements on a connection of its own, one transaction for each.
 */
final class RawClients implements AutoCloseable {

    private final List<Connection> connections = new ArrayList<>();
    private final List<RawRate> rates = new ArrayList<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /**
     * Connects.
     *
     * @param work of each client
     */
    RawClients(RawPostgreSql raw, int clients, Work work) throws SQLException {
        for (int client = 0; client < clients; client++) {
            Connection connection = raw.connect();
            connections.add(connection);
            rates.add(work.on(connection, client));
        }
    }

    /** Works for some time, and returns how often in a second all did together. */
    double perSecond(Duration time) throws SQLException, InterruptedException {
        List<Future<Double>> running =
                rates.stream().map(rate -> threads.submit(() -> rate.perSecond(time))).toList();
        double sum = 0;
        for (Future<Double> client : running) {
            try {
                sum += client.get();
            } catch (ExecutionException e) {
                throw new SQLException("A client of PostgreSQL failed.", e.getCause());
            }
        }
        return sum;
    }

    @Override
    public void close() throws SQLException {
        threads.close();
        for (Connection connection : connections) {
            connection.close();
        }
    }

    /** Makes what one client repeats. */
    @FunctionalInterface
    interface Work {

        /**
         * What the client repeats.
         *
         * @param client from 0 on
         */
        RawRate on(Connection connection, int client) throws SQLException;
    }
}
