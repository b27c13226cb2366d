package io.tabularium.loadtests.ratios.limit;

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
 * Concurrent JDBC clients of a PostgreSQL server, like those of {@code pgbench -M prepared}. Each
 * client has its own connection and repeats its statements there, each in its own transaction.
 */
public final class RawClients implements AutoCloseable {

    private final List<Connection> connections = new ArrayList<>();
    private final List<RawLoad> loads = new ArrayList<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /**
     * Connects all clients.
     *
     * @param factory prepares the load of each client
     */
    public RawClients(RawPostgreSql raw, int clients, LoadFactory factory) throws SQLException {
        for (int client = 0; client < clients; client++) {
            Connection connection = raw.connect();
            connections.add(connection);
            loads.add(factory.prepare(connection, client));
        }
    }

    /** Runs all clients for the given time and returns the sum of their rates. */
    public double perSecond(Duration time) throws SQLException, InterruptedException {
        List<Future<Double>> running =
                loads.stream().map(load -> threads.submit(() -> load.perSecond(time))).toList();
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

    /** Prepares the loads of the clients. */
    @FunctionalInterface
    public interface LoadFactory {

        /**
         * Prepares the load of one client.
         *
         * @param client number of the client, from 0
         */
        RawLoad prepare(Connection connection, int client) throws SQLException;
    }
}
