package io.tabularium.adapter.jdbc;

import org.jooq.DSLContext;
import org.jooq.Query;
import org.jooq.impl.DSL;

/** Writes jOOQ's queries as SQL of one dialect. Thread-safe. */
public final class SqlRenderer {

    static {
        // jOOQ greets on first use; the log is for events.
        System.setProperty("org.jooq.no-logo", "true");
        System.setProperty("org.jooq.no-tips", "true");
    }

    private final Dialect dialect;
    private final DSLContext jooq;

    public SqlRenderer(Dialect dialect) {
        this.dialect = dialect;
        this.jooq = DSL.using(dialect.family());
    }

    public SqlStatement render(Query query) {
        return new SqlStatement(
                jooq.render(query),
                jooq.extractBindValues(query).stream().map(dialect::parameter).toList());
    }

    /** The text alone, to be used with parameters of each time. */
    public String text(Query query) {
        return jooq.render(query);
    }
}
