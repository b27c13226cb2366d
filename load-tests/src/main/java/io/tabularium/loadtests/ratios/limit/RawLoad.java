package io.tabularium.loadtests.ratios.limit;

import java.sql.SQLException;
import java.time.Duration;

/** A load through raw JDBC that repeats the same work. */
@FunctionalInterface
public interface RawLoad {
    /** Repeats the work for the given time and returns the repetitions per second. */
    double perSecond(Duration time) throws SQLException;
}
