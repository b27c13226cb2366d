package io.tabularium.loadtests.ratios;

import java.sql.SQLException;
import java.time.Duration;

/** Does the same thing through raw JDBC for some time, and returns how often in a second. */
@FunctionalInterface
interface RawRate {
    double perSecond(Duration time) throws SQLException;
}
