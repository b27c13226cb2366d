package io.tabularium.adapter.jdbc.size;

import io.tabularium.adapter.jdbc.Connections;
import io.tabularium.adapter.jdbc.Dialect;
import io.tabularium.adapter.jdbc.RecordTable;
import io.tabularium.domain.TabulariumException.StorageUnavailable;
import io.tabularium.domain.schema.Property;
import io.tabularium.domain.schema.Schema;

import org.jspecify.annotations.Nullable;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Knows for each table how large its records may be. The database is asked once for a table, when
 * it is first read or written; from then on the writers of this process say what they add, and
 * those of other processes announce it. Thread-safe.
 */
public final class RecordSizes {

    /** Where the database does not know: the largest body that a client may be allowed. */
    private static final long UNKNOWN = 1L << 30;

    private final Dialect dialect;
    private final Connections reads;
    private final Announcement announcement;
    private final Map<Schema, TextSizes> sizes = new ConcurrentHashMap<>();

    /** Makes for each schema what tells other processes of longer texts. Thread-safe. */
    @FunctionalInterface
    public interface Announcement {
        TextSizes.Announcer of(Schema schema);
    }

    /** The sizes in a database that no other process writes to. */
    public RecordSizes(Dialect dialect, Connections reads) {
        this(dialect, reads, _ -> _ -> {});
    }

    /** The sizes in a database that other processes write to. */
    public RecordSizes(Dialect dialect, Connections reads, Announcement announcement) {
        this.dialect = dialect;
        this.reads = reads;
        this.announcement = announcement;
    }

    /** Every schema whose sizes are known. */
    public Set<Schema> schemas() {
        return Set.copyOf(sizes.keySet());
    }

    /**
     * The sizes in a schema's table.
     *
     * @throws StorageUnavailable if the database has to be asked and does not answer
     */
    public TextSizes of(Schema schema) {
        @Nullable TextSizes known = sizes.get(schema);
        if (known != null) {
            return known;
        }
        TextSizes loaded = load(schema);
        // Writers note their texts in those sizes that came first.
        @Nullable TextSizes first = sizes.putIfAbsent(schema, loaded);
        return first == null ? loaded : first;
    }

    private TextSizes load(Schema schema) {
        List<Property> texts = schema.properties().stream().filter(TextSizes::isText).toList();
        List<Long> longest = new ArrayList<>();
        schema.properties().forEach(property -> longest.add(0L));
        if (!texts.isEmpty()) {
            String sql = dialect.longestTextsSql(new RecordTable(schema, dialect), texts);
            reads.run(
                    connection -> {
                        try (PreparedStatement statement = connection.prepareStatement(sql);
                                ResultSet row = statement.executeQuery()) {
                            row.next();
                            for (int i = 0; i < texts.size(); i++) {
                                longest.set(texts.get(i).position(), bytes(row, i + 1));
                            }
                        }
                    });
        }
        return new TextSizes(longest, announcement.of(schema));
    }

    private static long bytes(ResultSet row, int column) throws SQLException {
        long bytes = row.getLong(column);
        return row.wasNull() ? UNKNOWN : bytes;
    }
}
