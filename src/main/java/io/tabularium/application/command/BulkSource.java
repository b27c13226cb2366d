package io.tabularium.application.command;

import io.tabularium.domain.record.BulkReport;
import io.tabularium.domain.record.RecordSource;

import java.util.function.Function;

/** The input of a bulk load, whose rows may be read more than once. Used by one thread. */
@FunctionalInterface
public interface BulkSource {

    /**
     * Has the rows loaded. An attempt that fails because the input does not come fast enough has
     * stored nothing, and may be followed by another one.
     *
     * @param attempt loads the rows that it is given, which begin with the first
     * @return what the last attempt returned
     */
    BulkReport load(Function<RecordSource, BulkReport> attempt);
}
