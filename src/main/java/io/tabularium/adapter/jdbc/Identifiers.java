package io.tabularium.adapter.jdbc;

import org.jooq.DSLContext;
import org.jooq.Name;
import org.jooq.QueryPart;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;

/** Names as they stand in a statement of any database: always quoted. */
public final class Identifiers {

    private static final DSLContext RENDERER = DSL.using(SQLDialect.DEFAULT);

    private Identifiers() {}

    /** A table, column or name. */
    public static String quoted(QueryPart named) {
        return RENDERER.render(named);
    }

    /** A name that may hold any character. */
    public static String quoted(String name) {
        Name quoted = DSL.quotedName(name);
        return RENDERER.render(quoted);
    }

    public static String quoted(SystemColumn column) {
        return quoted(column.columnName());
    }
}
