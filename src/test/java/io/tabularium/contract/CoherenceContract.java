package io.tabularium.contract;

import static io.tabularium.contract.Rows.counter;
import static io.tabularium.contract.Rows.station;
import static io.tabularium.contract.Rows.value;
import static io.tabularium.contract.TestSchemas.COUNTERS;
import static io.tabularium.contract.TestSchemas.STATIONS;

import static org.assertj.core.api.Assertions.assertThat;

import io.tabularium.domain.query.Filter;
import io.tabularium.domain.query.Projection;
import io.tabularium.domain.query.RecordQuery;
import io.tabularium.domain.query.SortOrder;
import io.tabularium.domain.record.BulkLoad;
import io.tabularium.domain.record.BulkOptions;
import io.tabularium.domain.record.DataRecord;
import io.tabularium.domain.record.Mutation;
import io.tabularium.domain.record.Precondition;
import io.tabularium.domain.record.RecordData;
import io.tabularium.domain.record.RecordId;
import io.tabularium.domain.record.RecordPage;
import io.tabularium.domain.record.Rooms;
import io.tabularium.domain.schema.Property;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Reads and writes of a record take effect one after the other, each at a moment between its call
 * and its return, whatever is kept on the way.
 */
interface CoherenceContract extends StoreUnderTest {

    int REGISTERS = 6;
    long STEPS = 150;
    RecordQuery SORTED = StoreUnderTest.query(COUNTERS, Filter.ALL, QueryContract.BY_VALUE);

    /** Queries whose pages have the same records, of which some show a part only. */
    List<RecordQuery> OVERLAPPING =
            List.of(
                    SORTED,
                    StoreUnderTest.query(COUNTERS, Filter.ALL, QueryContract.BY_VALUE_DOWN),
                    StoreUnderTest.query(COUNTERS, Filter.ALL),
                    showing(COUNTERS.properties().getLast(), QueryContract.BY_VALUE),
                    showing(COUNTERS.properties().getLast(), QueryContract.BY_VALUE_DOWN));

    /**
     * A record that one writer takes through numbered states: in state {@code n} it holds the value
     * {@code n}, or is missing where {@code n} is a multiple of {@link #GONE}.
     */
    final class Register {

        private static final int GONE = 5;

        private final RecordId id = StoreUnderTest.randomId();

        /** The last state that a write was begun to, and the last that one was acknowledged for. */
        private final AtomicLong begun = new AtomicLong();

        private final AtomicLong acknowledged = new AtomicLong();

        /** The last state that a read has returned. */
        private final AtomicLong seen = new AtomicLong();

        void advance(StoreFixture store) {
            long state = begun.incrementAndGet();
            if (isGone(state)) {
                store.writer().write(new Mutation.Delete(COUNTERS, id, Precondition.NONE));
            } else {
                RecordData data = counter("register", state);
                store.writer().write(new Mutation.Put(id, data, Precondition.NONE));
            }
            acknowledged.set(state);
        }

        /** The first state that a read which begins now may return. */
        long floor() {
            return Math.max(acknowledged.get(), seen.get());
        }

        /**
         * @throws AssertionError if what a read found is no state from the floor on
         */
        void check(long floor, Optional<DataRecord> found) {
            long ceiling = begun.get();
            long state =
                    found.map(dataRecord -> (long) value(dataRecord.data(), "value"))
                            .orElseGet(() -> firstGone(floor));
            if (state < floor || state > ceiling) {
                throw new AssertionError(
                        "found %s where a state from %d to %d was due"
                                .formatted(found, floor, ceiling));
            }
            seen.accumulateAndGet(state, Math::max);
        }

        private static long firstGone(long floor) {
            return (floor + GONE - 1) / GONE * GONE;
        }

        private static boolean isGone(long state) {
            return state % GONE == 0;
        }
    }

    @Test
    default void showsNoStateThatIsOver() {
        List<Register> registers =
                IntStream.range(0, REGISTERS).mapToObj(i -> new Register()).toList();
        AtomicInteger writing = new AtomicInteger(REGISTERS);

        Concurrently.run(
                3 * REGISTERS,
                thread -> {
                    Register register = registers.get(thread % REGISTERS);
                    if (thread < REGISTERS) {
                        for (long step = 0; step < STEPS; step++) {
                            register.advance(store());
                        }
                        writing.decrementAndGet();
                    } else {
                        for (int read = thread; writing.get() > 0; read++) {
                            if (thread < 2 * REGISTERS) {
                                checkFind(register);
                            } else {
                                checkPage(registers, OVERLAPPING.get(read % OVERLAPPING.size()));
                            }
                        }
                    }
                    return thread;
                });

        registers.forEach(this::checkFind);
    }

    @Test
    default void showsEveryWriteInPageThatIsAskedForAgain() {
        List<DataRecord> records =
                createAll(LongStream.range(0, 10).mapToObj(i -> counter("r", 10 * i)).toList());
        assertThat(values(firstPage(SORTED, 3))).containsExactly(0L, 10L, 20L);

        create(counter("behind", 500L));
        assertThat(values(firstPage(SORTED, 3))).containsExactly(0L, 10L, 20L);
        assertThat(firstPage(SORTED, 3).total()).hasValue(11);

        create(counter("between", 15L));
        assertThat(values(firstPage(SORTED, 3))).containsExactly(0L, 10L, 15L);

        RecordId first = records.getFirst().id();
        store().writer().write(new Mutation.Put(first, counter("r", 12L), Precondition.NONE));
        assertThat(values(firstPage(SORTED, 3))).containsExactly(10L, 12L, 15L);

        store().writer().write(new Mutation.Delete(COUNTERS, first, Precondition.NONE));
        assertThat(values(firstPage(SORTED, 3))).containsExactly(10L, 15L, 20L);
        assertThat(firstPage(SORTED, 3).total()).hasValue(11);
        assertThat(count(COUNTERS)).isEqualTo(11);
    }

    private static List<Object> values(RecordPage page) {
        return page.items().stream()
                .map(item -> Objects.requireNonNull(value(item.data(), "value")))
                .toList();
    }

    private void checkFind(Register register) {
        long floor = register.floor();
        register.check(floor, store().reader().find(COUNTERS, register.id, Rooms.unbounded()));
    }

    private static RecordQuery showing(Property property, SortOrder order) {
        return new RecordQuery(
                COUNTERS, Filter.ALL, List.of(order), new Projection(List.of(property)));
    }

    private void checkPage(List<Register> registers, RecordQuery query) {
        List<Long> floors = registers.stream().map(Register::floor).toList();
        RecordPage page = firstPage(query, 100);
        for (int i = 0; i < registers.size(); i++) {
            RecordId id = registers.get(i).id;
            registers
                    .get(i)
                    .check(
                            floors.get(i),
                            page.items().stream().filter(item -> item.id().equals(id)).findAny());
        }
        if (page.total().orElseThrow() != page.items().size()) {
            throw new AssertionError("the total is not that of the page: " + page);
        }
        List<DataRecord> sorted =
                page.items().stream().sorted(new RecordOrder(query.order())).toList();
        if (!sorted.equals(page.items())) {
            throw new AssertionError("the page is of more than one moment: " + page);
        }
    }

    /** What one answer has shown must not stand for what another has to show. */
    @Test
    default void showsTheSameRecordInEveryAnswerThatHasIt() {
        DataRecord made = create(counter("before", 1L));
        assertThat(firstPage(SORTED, 3).items()).containsExactly(made);
        assertThat(stored(made)).isEqualTo(made);

        Mutation.Put change = new Mutation.Put(made.id(), counter("after", 1L), Precondition.NONE);
        DataRecord changed = store().writer().write(change).record();
        for (int time = 0; time < 2; time++) {
            for (RecordQuery query : OVERLAPPING) {
                assertThat(firstPage(query, 3).items())
                        .containsExactly(changed.showing(query.projection()));
            }
            assertThat(stored(made)).isEqualTo(changed);
        }

        store().writer().write(new Mutation.Delete(COUNTERS, made.id(), Precondition.NONE));
        Mutation.Put again = new Mutation.Put(made.id(), counter("again", 1L), Precondition.NONE);
        DataRecord remade = store().writer().write(again).record();
        for (RecordQuery query : OVERLAPPING) {
            assertThat(firstPage(query, 3).items())
                    .containsExactly(remade.showing(query.projection()));
        }
    }

    /** Bulk loads replace records without saying which, single writes and reads go on meanwhile. */
    @Test
    default void showsNoStateThatBulkLoadHasReplaced() {
        long loads = 12;
        List<DataRecord> records =
                createAll(
                        IntStream.range(0, 5)
                                .mapToObj(i -> station("c" + i, "N", (long) i, label(0)))
                                .toList());
        AtomicLong acknowledged = new AtomicLong();

        Concurrently.run(
                6,
                thread -> {
                    if (thread == 0) {
                        try {
                            for (long load = 1; load <= loads; load++) {
                                replaceLabels(load);
                                acknowledged.set(load);
                            }
                        } finally {
                            acknowledged.set(loads);
                        }
                    }
                    while (thread > 0 && acknowledged.get() < loads) {
                        long floor = acknowledged.get();
                        for (DataRecord dataRecord : records) {
                            assertThat(labelOf(stored(dataRecord))).isGreaterThanOrEqualTo(floor);
                        }
                        for (DataRecord item : firstPage(everyStation(), 10).items()) {
                            assertThat(labelOf(item)).isGreaterThanOrEqualTo(floor);
                        }
                    }
                    return thread;
                });

        assertThat(labelOf(stored(records.getFirst()))).isEqualTo(loads);
    }

    private void replaceLabels(long load) {
        List<RecordData> rows =
                IntStream.range(0, 5)
                        .mapToObj(i -> station("c" + i, "N", (long) i, label(load)))
                        .toList();
        BulkOptions options =
                new BulkOptions(
                        BulkOptions.OnError.ABORT,
                        BulkOptions.OnConflict.UPDATE,
                        STATIONS.uniqueKey(List.of("code")),
                        false,
                        false);
        store().writer().load(new BulkLoad(STATIONS, options, Rows.source(rows)));
    }

    private static RecordQuery everyStation() {
        return StoreUnderTest.query(STATIONS, Filter.ALL);
    }

    private static String label(long load) {
        return Long.toString(load);
    }

    private static long labelOf(DataRecord dataRecord) {
        return Long.parseLong((String) Objects.requireNonNull(value(dataRecord.data(), "label")));
    }
}
