package io.tabularium.adapter.postgresql.read;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import io.tabularium.adapter.jdbc.SqlStatement;
import io.tabularium.adapter.jdbc.read.TimedConnection;
import io.tabularium.domain.query.CanonicalText;
import io.tabularium.domain.query.Filter;
import io.tabularium.domain.schema.SchemaName;

import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts, kept as long as the database does not change. A snapshot is named by the transactions
 * that it sees ({@code pg_current_snapshot}): two of the same name see the same rows, whoever
 * writes, unless the server crashed between them. Thread-safe.
 */
final class SnapshotCounts {

    private static final SqlStatement SNAPSHOT =
            new SqlStatement("SELECT pg_current_snapshot()::text", List.of());

    /** Characters of all filters together. */
    private static final long MOST_CHARACTERS = 1_000_000;

    private static final int ENTRY = 100;

    private final Cache<Counted, Known> counts =
            Caffeine.newBuilder()
                    .maximumWeight(MOST_CHARACTERS)
                    .weigher((Counted key, Known known) -> ENTRY + key.filter().length())
                    .executor(Runnable::run)
                    .build();

    /** The connections that were used here. */
    private final Set<PGConnection> connections =
            Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    private final AtomicLong generations = new AtomicLong();

    /** What is counted. Clients choose filters: keys are comparable, for equal hash codes. */
    private record Counted(SchemaName schema, String filter) implements Comparable<Counted> {

        private static final Comparator<Counted> ORDER =
                Comparator.comparing(Counted::schema).thenComparing(Counted::filter);

        @Override
        public int compareTo(Counted other) {
            return ORDER.compare(this, other);
        }
    }

    /** A server names its snapshots again after a crash, when all connections are new. */
    private record Known(String snapshot, long generation, long count) {}

    /** Counts on a connection. */
    @FunctionalInterface
    interface Counting {
        long count() throws SQLException;
    }

    /**
     * The number of matches.
     *
     * @param connection whose statements see one snapshot
     * @param counting is asked where the count of that snapshot is not known
     */
    long count(TimedConnection connection, SchemaName schema, Filter filter, Counting counting)
            throws SQLException {
        Counted key = new Counted(schema, CanonicalText.of(filter));
        long generation = generationOf(connection.connection());
        String snapshot = connection.query(SNAPSHOT, SnapshotCounts::text, name -> 1);
        @Nullable Known known = counts.getIfPresent(key);
        if (known != null
                && known.generation() == generation
                && known.snapshot().equals(snapshot)) {
            return known.count();
        }
        long count = counting.count();
        counts.put(key, new Known(snapshot, generation, count));
        return count;
    }

    /** A number that grows with each connection that is used here for the first time. */
    private long generationOf(Connection connection) throws SQLException {
        if (connections.add(connection.unwrap(PGConnection.class))) {
            generations.incrementAndGet();
        }
        return generations.get();
    }

    private static String text(ResultSet row) throws SQLException {
        row.next();
        return row.getString(1);
    }
}
