package io.tabularium.adapter.postgresql.engine;

import io.tabularium.adapter.jdbc.Connections;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Asks the server whether it takes writes, on a connection that is kept. Thread-safe. */
final class ServerProbe implements ServerWatch.Probe {

    private static final Logger LOG = LoggerFactory.getLogger(ServerProbe.class);

    private final Connections.Source source;
    private @Nullable Connection kept;

    /**
     * @param source of connections whose every wait has a limit
     */
    ServerProbe(Connections.Source source) {
        this.source = source;
    }

    /** A kept connection may have failed alone, so that a new one is tried after it. */
    @Override
    public synchronized void perform() throws SQLException {
        if (kept != null) {
            try {
                requireWritable(kept);
                return;
            } catch (SQLException e) {
                LOG.atDebug().setCause(e).log("probe_repeated");
                close();
            }
        }
        Connection connection = source.connect();
        kept = connection;
        requireWritable(connection);
    }

    @Override
    public synchronized void close() {
        try (Connection connection = kept) {
            kept = null;
            LOG.atTrace().addKeyValue("connection", connection).log("probe_ended");
        } catch (SQLException e) {
            LOG.atDebug().setCause(e).log("close_failed");
        }
    }

    private static void requireWritable(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW transaction_read_only")) {
            row.next();
            if (row.getString(1).equals("on")) {
                throw new SQLException("The server takes no writes", "25006");
            }
        }
    }
}
