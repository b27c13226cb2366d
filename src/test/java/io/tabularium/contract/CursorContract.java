package io.tabularium.contract;

import static io.tabularium.contract.Rows.counter;
import static io.tabularium.contract.StoreUnderTest.query;
import static io.tabularium.contract.TestSchemas.COUNTERS;

import static org.assertj.core.api.Assertions.assertThat;

import static java.util.Comparator.comparingLong;

import io.tabularium.domain.query.Filter;
import io.tabularium.domain.query.PageRequest.Start;
import io.tabularium.domain.query.RecordQuery;
import io.tabularium.domain.record.DataRecord;
import io.tabularium.domain.record.Mutation;
import io.tabularium.domain.record.Precondition;
import io.tabularium.domain.record.RecordPage;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

/** Walks from page to page by cursor. */
interface CursorContract extends StoreUnderTest {

    /** The items of every page, one after the other; between pages something may happen. */
    default List<DataRecord> walk(RecordQuery query, int size, Runnable betweenPages) {
        List<DataRecord> seen = new ArrayList<>();
        RecordPage page = firstPage(query, size);
        seen.addAll(page.items());
        while (page.next().isPresent()) {
            assertThat(page.items()).hasSize(size);
            betweenPages.run();
            page = page(query, new Start.After(page.next().get()), size);
            seen.addAll(page.items());
        }
        return seen;
    }

    @Test
    default void walksThroughEveryRecordOnceInEachOrder() {
        for (int i = 0; i < 23; i++) {
            create(counter(i % 2 == 0 ? null : "n" + i % 3, i % 5 == 0 ? null : (long) i % 4));
        }

        for (RecordQuery query : orders()) {
            List<DataRecord> expected = inOrder(query, streamed(query));
            assertThat(expected).hasSize(23);
            for (int size : new int[] {1, 2, 7, 22, 23, 24}) {
                assertThat(walk(query, size, () -> {})).isEqualTo(expected);
            }
        }
    }

    /** A stream of no order is in none; pages are in the order of creation then. */
    private static List<DataRecord> inOrder(RecordQuery query, List<DataRecord> streamed) {
        return query.order().isEmpty()
                ? streamed.stream().sorted(comparingLong(DataRecord::sequence)).toList()
                : streamed;
    }

    @Test
    default void givesNoCursorOnTheLastPageHoweverItEnds() {
        create(counter("a", 1L));
        create(counter("b", 2L));
        RecordQuery query = RecordQuery.everything(COUNTERS);

        assertThat(firstPage(query, 2).next()).isEmpty();
        assertThat(firstPage(query, 3).next()).isEmpty();
        assertThat(firstPage(query, 1).next()).isPresent();
    }

    @Test
    default void countsAllMatchesWhereverThePageBegins() {
        create(counter("a", 1L));
        create(counter("b", 2L));
        RecordQuery query = RecordQuery.everything(COUNTERS);

        RecordPage second = page(query, new Start.After(firstPage(query, 1).next().get()), 1);

        assertThat(second.total()).hasValue(2);
    }

    @Test
    default void goesOnFromRecordThatIsThereNoMore() {
        create(counter("a", 1L));
        DataRecord last = create(counter("b", 2L));
        create(counter("c", 3L));
        RecordQuery query = query(COUNTERS, Filter.ALL, QueryContract.BY_VALUE);
        RecordPage first = firstPage(query, 2);

        store().writer().write(new Mutation.Delete(COUNTERS, last.id(), Precondition.NONE));

        assertThat(page(query, new Start.After(first.next().get()), 2).items())
                .extracting(record -> Rows.value(record.data(), "name"))
                .containsExactly("c");
    }

    @Test
    default void missesNothingThatStaysWhileOthersComeAndGo() {
        for (RecordQuery query : orders()) {
            List<DataRecord> staying = new ArrayList<>();
            List<DataRecord> leaving = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                DataRecord record = create(counter("n" + i % 3, i % 4 == 0 ? null : (long) i % 6));
                (i % 3 == 0 ? leaving : staying).add(record);
            }

            List<DataRecord> seen =
                    walk(
                            query,
                            4,
                            () -> {
                                create(counter("new", 2L));
                                create(counter(null, null));
                                if (!leaving.isEmpty()) {
                                    delete(leaving.removeFirst());
                                }
                            });

            assertThat(seen).doesNotHaveDuplicates().containsAll(staying);
            streamed(RecordQuery.everything(COUNTERS)).forEach(this::delete);
        }
    }

    private void delete(DataRecord record) {
        store().writer().write(new Mutation.Delete(COUNTERS, record.id(), Precondition.NONE));
    }

    private static List<RecordQuery> orders() {
        return List.of(
                RecordQuery.everything(COUNTERS),
                query(COUNTERS, Filter.ALL, QueryContract.BY_VALUE),
                query(COUNTERS, Filter.ALL, QueryContract.BY_VALUE_DOWN),
                query(COUNTERS, Filter.ALL, QueryContract.BY_NAME_DOWN, QueryContract.BY_VALUE));
    }
}
