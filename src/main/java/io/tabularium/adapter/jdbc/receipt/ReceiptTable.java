package io.tabularium.adapter.jdbc.receipt;

import io.tabularium.adapter.jdbc.Dialect;
import io.tabularium.adapter.jdbc.SqlRenderer;
import io.tabularium.adapter.jdbc.SqlStatement;
import io.tabularium.domain.receipt.IdempotencyKey;

import org.jooq.Field;
import org.jooq.Name;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;

/**
 * The table of receipts. In a database that one process writes to it has no key: the process knows
 * under which keys there are receipts, and an index would cost each of them more than the rare
 * search is worth. Where several processes write, the keys are unique.
 */
public final class ReceiptTable {

    public static final String NAME = "_tabularium_receipts";

    private static final Table<?> TABLE = DSL.table(DSL.quotedName(NAME));
    private static final Field<String> KEY =
            DSL.field(DSL.quotedName("key"), SQLDataType.VARCHAR.notNull());
    private static final Field<String> FINGERPRINT =
            DSL.field(DSL.quotedName("fingerprint"), SQLDataType.VARCHAR.notNull());
    private static final Field<OffsetDateTime> MADE_AT =
            DSL.field(DSL.quotedName("made_at"), SQLDataType.TIMESTAMPWITHTIMEZONE.notNull());
    private static final Field<byte[]> ANSWER =
            DSL.field(DSL.quotedName("answer"), SQLDataType.BLOB.notNull());
    private static final Field<Long> BYTES =
            DSL.function("octet_length", SQLDataType.BIGINT, ANSWER);

    private static final String DELETE_OLDER =
            """
            DELETE FROM "%1$s" AS older WHERE EXISTS (SELECT 1 FROM "%1$s" AS newer \
            WHERE newer.key = older.key AND newer.made_at > older.made_at)"""
                    .formatted(NAME);

    private static final String UNIQUE_INDEX = NAME + "$once";

    /** An index that keeps no key unique. */
    private static final Name FORMER_INDEX = DSL.quotedName(NAME + "$key");

    private final Dialect dialect;
    private final SqlRenderer renderer;

    public ReceiptTable(Dialect dialect) {
        this.dialect = dialect;
        this.renderer = new SqlRenderer(dialect);
    }

    /** Its columns are, in this order, key, fingerprint, time and answer. */
    public SqlStatement create() {
        return renderer.render(
                DSL.createTableIfNotExists(TABLE).columns(KEY, FINGERPRINT, MADE_AT, ANSWER));
    }

    /**
     * Has a database that several processes write to keep one receipt under a key, the newest. Does
     * nothing if it does so already: another process may be writing receipts.
     */
    public void makeKeysUnique(Connection connection) throws SQLException {
        SqlStatement names = new SqlStatement(dialect.indexNamesSql(), List.of(NAME));
        try (PreparedStatement statement = names.prepare(connection);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                if (rows.getString(1).equals(UNIQUE_INDEX)) {
                    return;
                }
            }
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute(DELETE_OLDER);
            statement.execute(renderer.text(DSL.dropIndexIfExists(FORMER_INDEX)));
            statement.execute(
                    renderer.text(
                            DSL.createUniqueIndex(DSL.quotedName(UNIQUE_INDEX)).on(TABLE, KEY)));
        }
    }

    /** Fingerprint and answer of the newest receipt under the key, made at that time or later. */
    SqlStatement find(IdempotencyKey key, Instant from) {
        return renderer.render(
                DSL.select(FINGERPRINT, ANSWER)
                        .from(TABLE)
                        .where(KEY.eq(key.value()))
                        .and(MADE_AT.ge(at(from)))
                        .orderBy(MADE_AT.desc())
                        .limit(DSL.inline(1)));
    }

    /** Key, time and bytes of each receipt made at that time or later. */
    SqlStatement list(Instant from) {
        return renderer.render(
                DSL.select(KEY, MADE_AT, BYTES).from(TABLE).where(MADE_AT.ge(at(from))));
    }

    /** Key, fingerprint, time and answer of every receipt. */
    public SqlStatement everything() {
        return renderer.render(DSL.select(KEY, FINGERPRINT, MADE_AT, ANSWER).from(TABLE));
    }

    /** Deletes those made before a time, which is the only parameter. */
    public String delete() {
        return renderer.text(DSL.deleteFrom(TABLE).where(MADE_AT.lt(at(Instant.EPOCH))));
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
