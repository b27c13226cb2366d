package io.tabularium.adapter.jdbc.write;

import io.tabularium.domain.TabulariumException;
import io.tabularium.domain.record.DataRecord;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/**
 * How one database does a group of single writes: {@link #begin} what they need, decide, {@link
 * #commit}. Whatever fails is ended by {@link #abandon}, and the session goes on with the next
 * group. Used by one thread at a time.
 */
public interface WriteSession {

    /** What a failure means for the group. */
    enum Failure {
        /** Another record has an identifier or a unique key. */
        DUPLICATE_KEY,
        /**
         * Another transaction got in the way; the same group may succeed when it is tried again.
         */
        CONFLICT,
        /** No part of the group can be stored at present, whatever is in it. */
        REFUSED,
        /** The database is lost to this session; whether the group took effect may be unknown. */
        LOST,
        /** Anything else: one of the writes may be the reason. */
        UNKNOWN
    }

    /**
     * Begins a group: returns the stored records that it needs, as far as there are any. No one
     * else changes the records that are returned before the group is committed or abandoned.
     *
     * @return records without the values that no index or unique key covers: a write is decided
     *     without them, and they may be large
     */
    List<DataRecord> begin(BatchPlan plan) throws SQLException;

    /**
     * Makes the changes and the receipts of a plan that is decided durable, all or none. A database
     * that can go on after a taken key has the plan {@link BatchPlan#leaveOut leave out} the
     * records that it concerns, and commits the others. One that gives records their places in the
     * order of creation only now {@link BatchPlan#place tells the plan}.
     */
    void commit(BatchPlan plan) throws SQLException;

    /** Undoes what the group has done so far. */
    void abandon();

    /**
     * Finds out, after a failure, which of the inserts and updates must fail because another record
     * has their identifier or unique key, and the names of that key. To be abandoned as well.
     */
    Map<RecordKey, List<String>> takenKeys(List<TableChanges> changes) throws SQLException;

    /** What kind of failure the driver's exception is. */
    Failure kindOf(SQLException failure);

    /** What a failure means for a caller; the driver's exception becomes the cause. */
    TabulariumException failure(SQLException failure);

    /** Gives the session up after {@link Failure#LOST}; the next use takes another connection. */
    void giveUp();

    /** Does, between groups, what nobody waits for. */
    void tidy();
}
