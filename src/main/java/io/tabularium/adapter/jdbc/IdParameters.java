package io.tabularium.adapter.jdbc;

import io.tabularium.domain.record.RecordId;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;

/**
 * Identifiers as the parameters of a statement. Statements come in few sizes, powers of two, so
 * that they are prepared once; the first identifier fills what places are left.
 *
 * @param ids at least one
 */
public record IdParameters(List<RecordId> ids) {

    public IdParameters {
        if (ids.isEmpty()) {
            throw new IllegalArgumentException("there is at least one identifier");
        }
        ids = List.copyOf(ids);
    }

    /** The places that the statement has for them. */
    public int places() {
        return Integer.highestOneBit(2 * ids.size() - 1);
    }

    /** Question marks for so many places. */
    public static String marks(int places) {
        return String.join(", ", Collections.nCopies(places, "?"));
    }

    public void bind(PreparedStatement statement) throws SQLException {
        int places = places();
        for (int i = 0; i < places; i++) {
            RecordId id = i < ids.size() ? ids.get(i) : ids.getFirst();
            statement.setObject(i + 1, id.value());
        }
    }
}
