package io.tabularium.contract;

import static io.tabularium.contract.Rows.counter;
import static io.tabularium.contract.StoreUnderTest.query;
import static io.tabularium.contract.TestSchemas.COUNTERS;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tabularium.domain.query.Filter;
import io.tabularium.domain.query.RecordQuery;
import io.tabularium.domain.record.BulkLoad;
import io.tabularium.domain.record.DataRecord;
import io.tabularium.domain.record.RecordData;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Scans of whole answers. */
interface ScanContract extends StoreUnderTest {

    @Test
    default void visitsEveryMatchInOrderOnTheCallingThread() {
        createAll(List.of(counter("a", 3L), counter("b", null), counter("c", 1L)));
        Set<Thread> threads = new HashSet<>();
        List<Object> values = new ArrayList<>();

        store().reader()
                .scan(
                        query(COUNTERS, Filter.ALL, QueryContract.BY_VALUE_DOWN),
                        OptionalLong.empty(),
                        record -> {
                            threads.add(Thread.currentThread());
                            values.add(Rows.value(record.data(), "value"));
                        });

        assertThat(values).containsExactly(3L, 1L, null);
        assertThat(threads).containsExactly(Thread.currentThread());
    }

    @Test
    default void visitsNothingWhereNothingMatches() {
        assertThat(scan(RecordQuery.everything(COUNTERS))).isEmpty();
    }

    @Test
    default void stopsAtTheLimit() {
        createAll(List.of(counter("a", 3L), counter("b", 2L), counter("c", 1L)));
        RecordQuery query = query(COUNTERS, Filter.ALL, QueryContract.BY_VALUE);

        assertThat(visited(query, 2)).isEqualTo(2);
        assertThat(visited(query, 3)).isEqualTo(3);
        assertThat(visited(RecordQuery.everything(COUNTERS), Long.MAX_VALUE)).isEqualTo(3);
    }

    @Test
    default void throwsOnWhatTheVisitorThrowsAndFreesWhatItHeld() {
        loadCounters(5_000);
        IllegalStateException broken = new IllegalStateException("the client is gone");

        for (int round = 0; round < 50; round++) {
            assertThatThrownBy(
                            () ->
                                    store().reader()
                                            .scan(
                                                    RecordQuery.everything(COUNTERS),
                                                    OptionalLong.empty(),
                                                    record -> {
                                                        throw broken;
                                                    }))
                    .isSameAs(broken);
        }

        assertThat(scan(RecordQuery.everything(COUNTERS))).hasSize(5_000);
    }

    @Test
    default void seesOneStateWhileOthersWrite() {
        loadCounters(5_000);
        AtomicInteger visited = new AtomicInteger();

        store().reader()
                .scan(
                        RecordQuery.everything(COUNTERS),
                        OptionalLong.empty(),
                        record -> {
                            if (visited.incrementAndGet() % 1_000 == 1) {
                                create(counter("added under way", 0L));
                            }
                        });

        assertThat(visited).hasValue(5_000);
        assertThat(count(COUNTERS)).isEqualTo(5_005);
    }

    @Test
    default void letsTheVisitorRead() {
        loadCounters(20);
        List<DataRecord> found = new ArrayList<>();

        store().reader()
                .scan(
                        RecordQuery.everything(COUNTERS),
                        OptionalLong.empty(),
                        record -> found.add(stored(record)));

        assertThat(found).hasSameElementsAs(scan(RecordQuery.everything(COUNTERS)));
    }

    @Test
    default void visitsManyRecordsOnceEach() {
        loadCounters(100_000);
        Set<Object> seen = new HashSet<>();

        store().reader()
                .scan(
                        query(COUNTERS, Filter.ALL, QueryContract.BY_VALUE),
                        OptionalLong.empty(),
                        record -> {
                            assertThat((Long) Rows.value(record.data(), "value"))
                                    .isEqualTo(seen.size());
                            seen.add(record.id());
                        });

        assertThat(seen).hasSize(100_000);
    }

    private long visited(RecordQuery query, long limit) {
        List<DataRecord> records = new ArrayList<>();
        store().reader().scan(query, OptionalLong.of(limit), records::add);
        return records.size();
    }

    private void loadCounters(int number) {
        List<RecordData> rows =
                IntStream.range(0, number).mapToObj(i -> counter("c", (long) i)).toList();
        store().writer().load(new BulkLoad(COUNTERS, BulkContract.ABORT, Rows.source(rows)));
    }
}
