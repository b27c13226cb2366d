package io.tabularium.adapter.jdbc;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

import java.time.Duration;
import java.util.function.Supplier;

/**
 * Tells the log of statements that took long: their text with a {@code ?} in each place of a value,
 * and never a value. Thread-safe.
 *
 * @param threshold from which time on a statement is slow, at least 0
 */
public record SlowQueries(Duration threshold) {

    private static final Logger LOG = LoggerFactory.getLogger(SlowQueries.class);
    private static final double NANOS_PER_MILLI = 1e6;

    /** A number of rows that is not known, as of a statement that failed. */
    public static final long UNKNOWN = -1;

    /**
     * What statements are run for.
     *
     * @param schema by name, or several, separated by commas
     * @param operation such as {@code page}
     */
    public record Purpose(String schema, String operation) {}

    /** One statement has ended; {@code rows} are those that were read or written. */
    public void note(Supplier<Purpose> purpose, String sql, long nanos, long rows) {
        if (nanos >= threshold.toNanos()) {
            Purpose known = purpose.get();
            LoggingEventBuilder line =
                    LOG.atWarn()
                            .addKeyValue("schema", known.schema())
                            .addKeyValue("operation", known.operation())
                            .addKeyValue("sql", sql)
                            .addKeyValue("ms", nanos / NANOS_PER_MILLI);
            (rows == UNKNOWN ? line : line.addKeyValue("rows", rows)).log("slow_query");
        }
    }
}
