package io.tabularium.domain.maintenance;

import io.tabularium.domain.TabulariumException;
import io.tabularium.domain.schema.Schema;

import java.time.Duration;
import java.util.List;

/**
 * Compares what indexes find with what is stored. They cannot disagree, unless the database has a
 * fault or its files were damaged; then reads answer less than there is, or keys are refused that
 * nobody has. Thread-safe.
 */
public interface IndexInspector {

    /**
     * How much is compared.
     *
     * @param values of each index at most, at least 1
     * @param time after which what is not begun is left out
     */
    record Extent(long values, Duration time) {

        /** Everything, however long it takes. */
        public static final Extent ALL = new Extent(Long.MAX_VALUE, Duration.ofDays(365));

        public Extent {
            if (values < 1) {
                throw new IllegalArgumentException("at least one value of an index is compared");
            }
        }
    }

    /**
     * An index that disagrees with what is stored.
     *
     * @param index the properties that it is made of, or {@code _id}
     * @param values so many of the values that were compared are found more or less often than they
     *     are stored
     */
    record Disagreement(String index, long values) {}

    /** Is told how far it is; by the calling thread. */
    @FunctionalInterface
    interface Progress {

        /**
         * Some more values were compared.
         *
         * @param values compared so far, of all indexes together
         */
        void compared(long values);
    }

    /**
     * Compares the identifiers, and the values of each index of one property, one by one; unique
     * keys and indexes of several properties are never looked up by the engine, and of such keys it
     * is compared that none is stored twice. Each part is compared at one moment.
     *
     * @return empty if everything agrees
     * @throws InterruptedException if the thread was interrupted
     * @throws TabulariumException if storage fails
     */
    List<Disagreement> inspect(Schema schema, Extent extent, Progress progress)
            throws InterruptedException;
}
