package io.tabularium.adapter.postgresql.bulk;

import io.tabularium.adapter.jdbc.Identifiers;
import io.tabularium.adapter.jdbc.SystemColumn;
import io.tabularium.adapter.jdbc.write.Sequences;
import io.tabularium.domain.schema.SchemaName;

import org.jspecify.annotations.Nullable;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/**
 * Places in the order of creation that were reserved on the server, some at a time. Used by one
 * thread.
 */
final class ReservedSequences implements Sequences {

    private static final String RESERVE =
            "SELECT array_agg(nextval(pg_get_serial_sequence(?, '%s'))) FROM generate_series(1, ?)"
                    .formatted(SystemColumn.SEQUENCE.columnName());

    private final Map<SchemaName, Reserved> reserved = new HashMap<>();

    private static final class Reserved {
        private final Long[] places;
        private int next;

        Reserved(Long[] places) {
            this.places = places;
        }

        int left() {
            return places.length - next;
        }

        long take() {
            long place = places[next];
            next++;
            return place;
        }
    }

    /**
     * Reserves places. Those that were reserved before and not given are lost: places must grow
     * with the time of creation, also between processes.
     *
     * @param count at least 1
     */
    void reserve(Connection connection, SchemaName schema, int count) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(RESERVE)) {
            statement.setString(1, Identifiers.quoted(schema.value()));
            statement.setInt(2, count);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                Array places = row.getArray(1);
                reserved.put(schema, new Reserved((Long[]) places.getArray()));
                places.free();
            }
        }
    }

    /** How many reserved places are left. */
    int left(SchemaName schema) {
        @Nullable Reserved places = reserved.get(schema);
        return places == null ? 0 : places.left();
    }

    /** The next place of a schema; to be reserved before. */
    @Override
    public long next(SchemaName schema) {
        @Nullable Reserved places = reserved.get(schema);
        if (places == null || places.left() == 0) {
            throw new IllegalStateException("no places of %s are reserved".formatted(schema));
        }
        return places.take();
    }
}
