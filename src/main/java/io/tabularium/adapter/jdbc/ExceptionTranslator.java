package io.tabularium.adapter.jdbc;

import io.tabularium.domain.TabulariumException;

import java.sql.SQLException;

/** Says what the exceptions of one database's driver mean. Thread-safe. */
@FunctionalInterface
public interface ExceptionTranslator {

    /** What a failed statement means for a caller; the driver's exception becomes the cause. */
    TabulariumException translate(SQLException failure);
}
