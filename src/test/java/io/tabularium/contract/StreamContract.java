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
import io.tabularium.domain.record.RecordFormat;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Streams of whole answers. */
interface StreamContract extends StoreUnderTest {

    @Test
    default void visitsEveryMatchInOrderOnTheCallingThread() {
        createAll(List.of(counter("a", 3L), counter("b", null), counter("c", 1L)));
        Set<Thread> threads = new HashSet<>();
        List<String> lines = new ArrayList<>();

        store().reader().stream(
                query(COUNTERS, Filter.ALL, QueryContract.BY_VALUE_DOWN),
                OptionalLong.empty(),
                RecordFormat.CSV,
                line -> {
                    threads.add(Thread.currentThread());
                    lines.add(new String(line, StandardCharsets.UTF_8));
                });

        assertThat(lines)
                .satisfiesExactly(
                        line -> assertThat(line).endsWith("Z,a,3\n"),
                        line -> assertThat(line).endsWith("Z,c,1\n"),
                        line -> assertThat(line).endsWith("Z,b,\n"));
        assertThat(threads).containsExactly(Thread.currentThread());
    }

    @Test
    default void visitsNothingWhereNothingMatches() {
        assertThat(streamed(RecordQuery.everything(COUNTERS))).isEmpty();
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
                                    store().reader().stream(
                                            RecordQuery.everything(COUNTERS),
                                            OptionalLong.empty(),
                                            RecordFormat.NDJSON,
                                            line -> {
                                                throw broken;
                                            }))
                    .isSameAs(broken);
        }

        assertThat(streamed(RecordQuery.everything(COUNTERS))).hasSize(5_000);
    }

    @Test
    default void seesOneStateWhileOthersWrite() {
        loadCounters(5_000);
        AtomicInteger visited = new AtomicInteger();

        store().reader().stream(
                RecordQuery.everything(COUNTERS),
                OptionalLong.empty(),
                RecordFormat.NDJSON,
                line -> {
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

        store().reader().stream(
                RecordQuery.everything(COUNTERS),
                OptionalLong.empty(),
                RecordFormat.NDJSON,
                line -> found.add(stored(COUNTERS, StreamedRecords.id(line))));

        assertThat(found).hasSameElementsAs(streamed(RecordQuery.everything(COUNTERS)));
    }

    @Test
    default void visitsManyRecordsOnceEach() {
        loadCounters(100_000);
        Set<Object> seen = new HashSet<>();

        store().reader().stream(
                query(COUNTERS, Filter.ALL, QueryContract.BY_VALUE),
                OptionalLong.empty(),
                RecordFormat.NDJSON,
                line -> {
                    assertThat(new String(line, StandardCharsets.UTF_8))
                            .endsWith("\"value\":" + seen.size() + "}}\n");
                    seen.add(StreamedRecords.id(line));
                });

        assertThat(seen).hasSize(100_000);
    }

    private long visited(RecordQuery query, long limit) {
        return StreamedRecords.of(store().reader(), query, OptionalLong.of(limit)).size();
    }

    private void loadCounters(int number) {
        List<RecordData> rows =
                IntStream.range(0, number).mapToObj(i -> counter("c", (long) i)).toList();
        store().writer().load(new BulkLoad(COUNTERS, BulkContract.ABORT, Rows.source(rows)));
    }
}
