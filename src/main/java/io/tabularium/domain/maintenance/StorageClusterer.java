package io.tabularium.domain.maintenance;

import io.tabularium.domain.TabulariumException;
import io.tabularium.domain.schema.Schema;

/** Stores the records of a schema anew: in the order of its clustering, and with new indexes. */
public interface StorageClusterer {

    /** What is done at the moment. */
    enum Phase {
        /** Records are copied in their new order; reads and writes go on. */
        COPYING,
        /** Bulk loads that are under way are waited for. */
        WAITING,
        /** What was written meanwhile is added, and the copy takes its place; writes wait. */
        EXCHANGING
    }

    /** Is told what is done; by any thread. */
    @FunctionalInterface
    interface Progress {

        /**
         * A phase begins.
         *
         * @param copied so many records are copied
         * @param all so many there were at the beginning
         */
        void enter(Phase phase, long copied, long all);
    }

    /**
     * Rewrites what is stored of a schema in the order of its clustering; records that are equal in
     * that keep the order of their creation, and without a clustering all lie as before. Indexes
     * are made of what the records are, whatever they were before. No record changes, every read
     * and write sees either the old order or the new, and whatever ends it, the process included,
     * leaves one of them whole. Writes that come later do not keep the order. To be called for one
     * schema at a time.
     *
     * @return how many records were stored in order, those written meanwhile not counted
     * @throws InterruptedException if the thread was interrupted before the new order was in force;
     *     everything is as it was then
     * @throws TabulariumException if storage fails; everything is as it was then
     */
    long cluster(Schema schema, Progress progress) throws InterruptedException;
}
