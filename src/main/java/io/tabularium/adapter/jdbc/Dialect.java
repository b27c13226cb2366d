package io.tabularium.adapter.jdbc;

import io.tabularium.adapter.representation.RecordLines;
import io.tabularium.domain.query.Projection;
import io.tabularium.domain.record.RecordFormat;
import io.tabularium.domain.schema.Property;
import io.tabularium.domain.schema.PropertyType;

import org.jooq.Condition;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.SQLDialect;

import java.util.List;
import java.util.Optional;

/** What differs between databases. Implementations are stateless and thread-safe. */
public interface Dialect {

    /** The family by which jOOQ renders. */
    SQLDialect family();

    /** The type of a column that holds values of a property's type. */
    DataType<?> columnType(PropertyType type);

    /**
     * The value by which the driver binds a typed value of the domain exactly; the value itself if
     * the driver does so.
     */
    Object parameter(Object value);

    /** The codec that reads a type's values exactly from a row of this database's driver. */
    ColumnCodec codec(PropertyType type);

    /**
     * A scalar inside a JSON column: of the column type of {@code type}, and null where the member
     * is absent or holds something else.
     *
     * @param path the member names from the column's value down, at least one
     */
    Field<?> nested(Field<?> column, List<String> path, PropertyType type);

    /**
     * Whether the text matches a pattern of {@code LIKE} in which a backslash escapes, when each
     * character of both counts as its simple lower case in Unicode.
     */
    Condition likeIgnoringCase(Field<String> text, Field<String> pattern);

    /** Whether the part stands somewhere in the text, literally; case-sensitive. */
    Condition contains(Field<String> text, Field<String> part);

    /** Whether the text begins with the prefix, literally; case-sensitive. */
    Condition startsWith(Field<String> text, Field<String> prefix);

    /**
     * The bytes of a row's line in that format, the same that {@link RecordLines} makes of the
     * record; empty where the database does not write every type as it does, and leaves the lines
     * to it.
     *
     * @param table the row's, whose columns may be named without it
     */
    Optional<Field<byte[]>> line(RecordFormat format, RecordTable table, Projection projection);

    /** The bytes of a text, or of the text of an object or array, in UTF-8; null of null. */
    Field<Long> textBytes(Field<?> column);

    /**
     * Selects one row: for each of some properties an upper bound of the bytes of its values, from
     * what the database knows without reading them; null where it does not know.
     *
     * @param texts properties whose values are stored as text, at least one
     */
    String longestTextsSql(RecordTable table, List<Property> texts);

    /** The type of the column of places in the order of creation. */
    DataType<?> sequenceType();

    /** Statements that decide where the rows of a new, empty table are stored. */
    default List<String> place(RecordTable table) {
        return List.of();
    }

    /** Whether a unique index may guard the places in the order of creation. */
    default boolean guardsSequence(RecordTable table) {
        return true;
    }

    /** The longest name of an index, in bytes. */
    int longestName();

    /**
     * Whether an index is used to sort, so that each ends with the place in the order of creation,
     * and one is made of that place alone.
     */
    boolean sortsByIndex();

    /** What to execute first in the transaction that changes tables or indexes. */
    List<String> beforeDefinition();

    /**
     * Whether indexes of tables with records are made while others write to them, outside the
     * transaction that changes tables.
     */
    boolean createsBesideWrites();

    /**
     * What makes an index so; to be executed in order, by one process at a time.
     *
     * @param creation of the index
     * @param index its name, quoted
     */
    List<String> createBesideWrites(SqlStatement creation, String index);

    /**
     * Selects whether this connection may make indexes beside writes from now on, until {@link
     * #endTurn}. Does not wait for another process that does.
     */
    String takeTurn();

    /** Lets another process make indexes. */
    String endTurn();

    /** Whether several processes write to one database. */
    boolean isShared();

    /** Statements that create further tables if they are missing. */
    default List<String> createFurtherTables() {
        return List.of();
    }

    /** Selects the names of the indexes of a table; its only parameter is the table's name. */
    String indexNamesSql();
}
