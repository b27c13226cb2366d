package io.tabularium.contract;

import static io.tabularium.contract.Rows.counter;
import static io.tabularium.contract.Rows.station;
import static io.tabularium.contract.Rows.value;
import static io.tabularium.contract.StoreUnderTest.randomId;
import static io.tabularium.contract.TestSchemas.COUNTERS;
import static io.tabularium.contract.TestSchemas.STATIONS;

import static org.assertj.core.api.Assertions.assertThat;

import io.tabularium.domain.TabulariumException.DuplicateRecord;
import io.tabularium.domain.TabulariumException.PreconditionFailed;
import io.tabularium.domain.query.Filter;
import io.tabularium.domain.query.RecordQuery;
import io.tabularium.domain.record.BulkLoad;
import io.tabularium.domain.record.BulkOptions;
import io.tabularium.domain.record.BulkOptions.OnConflict;
import io.tabularium.domain.record.BulkOptions.OnError;
import io.tabularium.domain.record.DataRecord;
import io.tabularium.domain.record.Mutation;
import io.tabularium.domain.record.Precondition;
import io.tabularium.domain.record.RecordData;
import io.tabularium.domain.record.RecordId;
import io.tabularium.domain.record.Superseded;

import org.junit.jupiter.api.Test;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** Many at once. */
interface ConcurrencyContract extends StoreUnderTest {

    int THREADS = 32;

    @Test
    default void losesNoUpdateOfOneRecord() {
        DataRecord record = create(counter("a", 0L));
        long rounds = 10;

        Concurrently.run(
                THREADS,
                thread -> {
                    for (long round = 0; round < rounds; round++) {
                        increment(record);
                    }
                    return thread;
                });

        assertThat(stored(record).data()).isEqualTo(counter("a", THREADS * rounds));
        assertThat(stored(record).version()).isEqualTo(THREADS * rounds + 1);
    }

    @Test
    default void letsExactlyOneWriterOfEachVersionWin() {
        DataRecord record = create(counter("a", 0L));

        for (long version = 1; version <= 10; version++) {
            Precondition precondition = new Precondition.VersionIn(Set.of(version));
            List<Boolean> won =
                    Concurrently.run(
                            THREADS,
                            thread ->
                                    succeeds(
                                            new Mutation.Put(
                                                    record.id(),
                                                    counter("t" + thread, 0L),
                                                    precondition),
                                            PreconditionFailed.class));

            int winner = won.indexOf(true);
            assertThat(Collections.frequency(won, true)).isEqualTo(1);
            assertThat(stored(record).data()).isEqualTo(counter("t" + winner, 0L));
            assertThat(stored(record).version()).isEqualTo(version + 1);
        }
    }

    @Test
    default void letsExactlyOneTakerOfKeyWin() {
        for (int round = 0; round < 10; round++) {
            String code = "code " + round;
            List<Boolean> won =
                    Concurrently.run(
                            THREADS,
                            thread ->
                                    succeeds(
                                            new Mutation.Create(
                                                    randomId(),
                                                    station(code, null, null, "t" + thread)),
                                            DuplicateRecord.class));

            assertThat(Collections.frequency(won, true)).isEqualTo(1);
            assertThat(count(STATIONS)).isEqualTo(round + 1);
        }
    }

    @Test
    default void letsExactlyOneCreatorOfAnIdWin() {
        RecordId id = randomId();

        List<Boolean> won =
                Concurrently.run(
                        THREADS,
                        thread ->
                                succeeds(
                                        new Mutation.Create(id, counter("t" + thread, 0L)),
                                        DuplicateRecord.class));

        assertThat(Collections.frequency(won, true)).isEqualTo(1);
        assertThat(everything(COUNTERS))
                .singleElement()
                .extracting(DataRecord::data)
                .isEqualTo(counter("t" + won.indexOf(true), 0L));
    }

    @Test
    default void handsOneKeyOnFromRecordToRecord() {
        Concurrently.run(
                8,
                thread -> {
                    for (int round = 0; round < 20; round++) {
                        DataRecord own = create(station("own " + thread, "N", (long) thread, "x"));
                        store().writer()
                                .write(new Mutation.Delete(STATIONS, own.id(), Precondition.NONE));
                    }
                    return thread;
                });

        assertThat(count(STATIONS)).isZero();
        for (int thread = 0; thread < 8; thread++) {
            create(station("own " + thread, "N", (long) thread, "last"));
        }
    }

    @Test
    default void failsBadWritesAloneAmongGoodOnes() {
        create(station("taken", null, null, null));

        List<Boolean> stored =
                Concurrently.run(
                        THREADS,
                        thread -> {
                            String code = thread % 2 == 0 ? "code " + thread : "taken";
                            return succeeds(
                                    new Mutation.Create(
                                            randomId(), station(code, null, null, null)),
                                    DuplicateRecord.class);
                        });

        for (int thread = 0; thread < THREADS; thread++) {
            assertThat(stored.get(thread)).isEqualTo(thread % 2 == 0);
        }
        assertThat(count(STATIONS)).isEqualTo(THREADS / 2 + 1);
    }

    @Test
    default void showsEachWriterItsWriteAtOnce() {
        Concurrently.run(
                8,
                thread -> {
                    for (long round = 0; round < 10; round++) {
                        DataRecord own = create(counter("t" + thread, round));
                        assertThat(stored(own)).isEqualTo(own);
                        increment(own);
                        assertThat(value(stored(own).data(), "value")).isEqualTo(round + 1);
                        assertThat(streamed(ownRecords(thread))).hasSize((int) round + 1);
                        assertThat(firstPage(ownRecords(thread), 1).total()).hasValue(round + 1);
                    }
                    return thread;
                });
    }

    @Test
    default void showsWholeBulksOrNothing() {
        int size = 700;
        List<RecordData> rows =
                IntStream.range(0, size).mapToObj(i -> counter("b", (long) i)).toList();
        Set<Object> sequences = Collections.synchronizedSet(new HashSet<>());

        Concurrently.run(
                4,
                thread -> {
                    for (int round = 0; round < 10; round++) {
                        if (thread == 0) {
                            store().writer()
                                    .load(
                                            new BulkLoad(
                                                    COUNTERS,
                                                    BulkContract.ABORT,
                                                    Rows.source(rows)));
                        } else if (thread == 1) {
                            List<DataRecord> seen = streamed(RecordQuery.everything(COUNTERS));
                            assertThat(seen.size() % size).isZero();
                            seen.forEach(record -> sequences.add(record.sequence()));
                        } else {
                            assertThat(count(COUNTERS) % size).isZero();
                        }
                    }
                    return thread;
                });

        assertThat(count(COUNTERS)).isEqualTo(10L * size);
        assertThat(everything(COUNTERS))
                .extracting(DataRecord::sequence)
                .doesNotHaveDuplicates()
                .containsAll(sequences.stream().map(Long.class::cast).toList());
    }

    @Test
    default void keepsSingleWritesAndBulksApartInTheOrderOfCreation() {
        List<RecordData> rows =
                IntStream.range(0, 500).mapToObj(i -> counter("bulk", (long) i)).toList();

        Concurrently.run(
                6,
                thread -> {
                    for (int round = 0; round < 5; round++) {
                        if (thread < 2) {
                            store().writer()
                                    .load(
                                            new BulkLoad(
                                                    COUNTERS,
                                                    BulkContract.ABORT,
                                                    Rows.source(rows)));
                        } else {
                            create(counter("single", 0L));
                        }
                    }
                    return thread;
                });

        assertThat(everything(COUNTERS))
                .hasSize(5_020)
                .extracting(DataRecord::sequence)
                .doesNotHaveDuplicates();
    }

    /** Loads and single writes that reach for the same keys: each goes to one of them. */
    @Test
    default void letsSingleWritesAndBulksNotTakeTheSameKey() {
        int keys = 400;
        BulkOptions ignore =
                new BulkOptions(
                        OnError.ABORT,
                        OnConflict.IGNORE,
                        Optional.of(STATIONS.uniqueKeys().getFirst()),
                        false,
                        false);
        List<BulkOptions> options = List.of(BulkContract.SKIP, ignore);

        List<Long> stored =
                Concurrently.run(
                        6,
                        thread -> {
                            long created = 0;
                            for (int round = 0; round < keys / 20; round++) {
                                int first = round * 20;
                                if (thread < options.size()) {
                                    List<RecordData> rows =
                                            IntStream.range(first, first + 20)
                                                    .mapToObj(key -> taker(key, thread))
                                                    .toList();
                                    BulkLoad load =
                                            new BulkLoad(
                                                    STATIONS,
                                                    options.get(thread),
                                                    Rows.source(rows));
                                    store().writer().load(load);
                                    created += load.report().created();
                                } else {
                                    Mutation single =
                                            new Mutation.Create(
                                                    randomId(), taker(first + thread, thread));
                                    created += succeeds(single, DuplicateRecord.class) ? 1 : 0;
                                }
                            }
                            return created;
                        });

        assertThat(stored.stream().mapToLong(Long::longValue).sum()).isEqualTo(keys);
        assertThat(everything(STATIONS))
                .extracting(record -> value(record.data(), "code"))
                .hasSize(keys)
                .doesNotHaveDuplicates();
    }

    /** A load that must look at what is stored, beside others that only insert. */
    @Test
    default void tellsTheRecordsOfManyCreatesAsTheyAreStored() {
        List<DataRecord> created =
                Concurrently.run(32, number -> create(counter("n" + number, (long) number)));

        for (DataRecord record : created) {
            assertThat(stored(record)).isEqualTo(record);
        }
        assertThat(created).extracting(DataRecord::sequence).doesNotHaveDuplicates();
    }

    @Test
    default void resolvesConflictsOfLoadWhileOthersInsertTheSameKeys() {
        BulkOptions update =
                new BulkOptions(
                        OnError.ABORT,
                        OnConflict.UPDATE,
                        Optional.of(STATIONS.uniqueKeys().getFirst()),
                        false,
                        false);
        int keys = 200;
        int parts = 10;
        load(update, 0, keys);

        for (int round = 1; round <= 8; round++) {
            int first = round * keys;
            Concurrently.run(
                    2,
                    thread -> {
                        if (thread == 0) {
                            load(update, 0, first + keys);
                        } else {
                            for (int part = 0; part < parts; part++) {
                                int begin = first + part * keys / parts;
                                load(update, begin, begin + keys / parts);
                            }
                        }
                        return thread;
                    });

            assertThat(count(STATIONS)).isEqualTo(first + keys);
        }
    }

    private void load(BulkOptions options, int firstKey, int behindLastKey) {
        List<RecordData> rows =
                IntStream.range(firstKey, behindLastKey).mapToObj(key -> taker(key, 0)).toList();
        store().writer().load(new BulkLoad(STATIONS, options, Rows.source(rows)));
    }

    private static RecordData taker(int key, int thread) {
        return station("key " + key, null, null, "t" + thread);
    }

    private boolean succeeds(Mutation mutation, Class<? extends RuntimeException> refusal) {
        try {
            store().writer().write(mutation);
            return true;
        } catch (RuntimeException e) {
            assertThat(e).isInstanceOf(refusal);
            return false;
        }
    }

    /** Reads the record and amends it, as often as others come between. */
    private void increment(DataRecord record) {
        boolean done = false;
        while (!done) {
            DataRecord read = stored(record);
            RecordData next =
                    counter(
                            (String) value(read.data(), "name"),
                            (Long) value(read.data(), "value") + 1);
            done = succeeds(new Mutation.Amend(read, List.of(next)), Superseded.class);
        }
    }

    private static RecordQuery ownRecords(int thread) {
        return StoreUnderTest.query(
                COUNTERS,
                new Filter.Comparison(
                        Rows.field(COUNTERS, "name"), Filter.Comparator.EQ, "t" + thread));
    }
}
