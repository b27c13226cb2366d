package io.tabularium.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.tabularium.domain.query.PageRequest;
import io.tabularium.domain.query.PageRequest.Start;
import io.tabularium.domain.query.RecordQuery;
import io.tabularium.domain.record.BulkLoad;
import io.tabularium.domain.record.DataRecord;
import io.tabularium.domain.record.Mutation;
import io.tabularium.domain.record.Precondition;
import io.tabularium.domain.record.RecordData;
import io.tabularium.domain.record.RecordFormat;
import io.tabularium.domain.record.RecordId;
import io.tabularium.domain.record.RecordPage;
import io.tabularium.domain.record.RecordReader;
import io.tabularium.domain.record.Rooms;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Holds a store's answers to random queries of random records against those of {@link
 * InMemoryRecords}: the same records, in the same order, by every way of asking.
 */
abstract class FilterOracle {

    private static final int TRIES = 12;
    private static final int MAX_RECORDS = 60;
    private static final int QUERIES = 25;

    private final StoreFixture.Opener opener;

    FilterOracle(StoreFixture.Opener opener) {
        this.opener = opener;
    }

    @Provide
    Arbitrary<List<RecordData>> records() {
        return Arbitraries.randomValue(RandomQueries::data).list().ofMaxSize(MAX_RECORDS);
    }

    @Provide
    Arbitrary<List<RecordQuery>> queries() {
        return Arbitraries.randomValue(RandomQueries::query).list().ofSize(QUERIES);
    }

    @Property(tries = TRIES)
    void answersLikeTheStoreInMemory(
            @ForAll("records") List<RecordData> records,
            @ForAll("queries") List<RecordQuery> queries,
            @ForAll @IntRange(min = 1, max = 20) int size) {
        Stores.use(
                opener,
                TestSchemas.READINGS,
                store -> {
                    InMemoryRecords expected = fill(store, records);
                    for (RecordQuery query : queries) {
                        assertSameAnswers(store, expected, query, size);
                    }
                });
    }

    @Property(tries = TRIES)
    void walksPastEveryRecordThatStaysWhileOthersComeAndGo(
            @ForAll("records") List<RecordData> records,
            @ForAll("queries") List<RecordQuery> queries,
            @ForAll @IntRange(min = 1, max = 20) int size) {
        Stores.use(
                opener,
                TestSchemas.READINGS,
                store -> {
                    InMemoryRecords expected = fill(store, records);
                    Visitors visitors = new Visitors(store, records);
                    for (RecordQuery query : queries.subList(0, Math.min(3, queries.size()))) {
                        List<DataRecord> seen = walk(store, query, size, visitors::comeAndGo);
                        assertThat(seen).doesNotHaveDuplicates();
                        seen.removeIf(record -> visitors.include(record.id()));
                        assertSame(query, "walk", seen, expected.answer(query));
                    }
                });
    }

    /** Records like those that stay, which are there for a while. */
    private record Visitors(
            StoreFixture store, List<RecordData> rows, List<RecordId> present, Set<RecordId> all) {

        Visitors(StoreFixture store, List<RecordData> rows) {
            this(store, rows, new ArrayList<>(), new HashSet<>());
        }

        /** Only so often: a walk ends only once no more records come behind its position. */
        void comeAndGo() {
            if (all.size() > rows.size()) {
                return;
            }
            RecordId id = StoreUnderTest.randomId();
            store.writer().write(new Mutation.Create(id, rows.get(all.size() % rows.size())));
            present.add(id);
            all.add(id);
            if (present.size() > 2) {
                store.writer()
                        .write(
                                new Mutation.Delete(
                                        TestSchemas.READINGS,
                                        present.removeFirst(),
                                        Precondition.NONE));
            }
        }

        boolean include(RecordId id) {
            return all.contains(id);
        }
    }

    /** The same records in both stores, some of them written by bulk and some changed since. */
    private static InMemoryRecords fill(StoreFixture store, List<RecordData> records) {
        store.writer()
                .load(new BulkLoad(TestSchemas.READINGS, BulkContract.ABORT, Rows.source(records)));
        for (int i = 0; i < Math.min(records.size(), 2 * NastyValues.IDS.size()); i++) {
            RecordId id = new RecordId(NastyValues.IDS.get(i % NastyValues.IDS.size()));
            store.writer().write(new Mutation.Put(id, records.get(i), Precondition.NONE));
        }
        RecordQuery everything = RecordQuery.everything(TestSchemas.READINGS);
        List<DataRecord> stored =
                StreamedRecords.of(store.reader(), everything, OptionalLong.empty());
        InMemoryRecords expected = new InMemoryRecords();
        expected.restore(stored);
        return expected;
    }

    private static void assertSameAnswers(
            StoreFixture store, InMemoryRecords oracle, RecordQuery query, int size) {
        List<DataRecord> expected = oracle.answer(query);

        assertThat(store.reader().count(query.schema(), query.filter()))
                .as("count of %s", QueryText.of(query))
                .isEqualTo(expected.size());
        for (RecordFormat format : RecordFormat.values()) {
            assertThat(lines(store.reader(), query, format))
                    .as("%s stream of %s", format, QueryText.of(query))
                    .isEqualTo(lines(oracle, query, format));
        }
        assertSame(query, "walk", walk(store, query, size, () -> {}), expected);
        RecordPage page =
                store.reader()
                        .search(
                                query,
                                new PageRequest(new Start.Offset(size), size, true),
                                Rooms.unbounded());
        assertSame(query, "page", page.items(), slice(expected, size, size));
        assertThat(page.total()).hasValue(expected.size());
        assertThat(page.next().isPresent()).isEqualTo(expected.size() > 2 * size);
    }

    private static void assertSame(
            RecordQuery query, String way, List<DataRecord> actual, List<DataRecord> expected) {
        assertThat(actual).as("%s of %s", way, QueryText.of(query)).isEqualTo(expected);
    }

    /** The lines of a stream, sorted where the query has no order, for then it promises none. */
    private static List<String> lines(RecordReader reader, RecordQuery query, RecordFormat format) {
        List<String> lines = new ArrayList<>();
        reader.stream(
                query,
                OptionalLong.empty(),
                format,
                line -> lines.add(new String(line, StandardCharsets.UTF_8)));
        return query.order().isEmpty() ? lines.stream().sorted().toList() : lines;
    }

    private static List<DataRecord> walk(
            StoreFixture store, RecordQuery query, int size, Runnable betweenPages) {
        List<DataRecord> seen = new ArrayList<>();
        Start start = new Start.Offset(0);
        while (true) {
            RecordPage page =
                    store.reader()
                            .search(query, new PageRequest(start, size, false), Rooms.unbounded());
            seen.addAll(page.items());
            if (page.next().isEmpty()) {
                return seen;
            }
            betweenPages.run();
            start = new Start.After(page.next().get());
        }
    }

    private static <T> List<T> slice(List<T> list, int skipped, int size) {
        return list.stream().skip(skipped).limit(size).toList();
    }
}
