package io.tabularium.adapter.jdbc.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.benmanes.caffeine.cache.Cache;

import io.tabularium.contract.TestSchemas;
import io.tabularium.domain.query.PageRequest;
import io.tabularium.domain.query.Projection;
import io.tabularium.domain.record.DataRecord;
import io.tabularium.domain.record.RecordData;
import io.tabularium.domain.record.RecordId;
import io.tabularium.domain.record.RecordPage;
import io.tabularium.domain.schema.Schema;

import org.junit.jupiter.api.Test;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

class RecordCacheTest {

    private static final Schema COUNTERS = TestSchemas.COUNTERS;
    private static final Schema STATIONS = TestSchemas.STATIONS;
    private static final String QUERY = "query";
    private static final PageRequest PAGE =
            new PageRequest(new PageRequest.Start.Offset(0), 10, true);

    private final RecordCache cache = new RecordCache(1_000_000);
    private final DataRecord first = dataRecord(1);
    private final DataRecord second = dataRecord(2);

    @Test
    void findsWhatWasKept() {
        keepAll();

        assertThat(view().find(first.id())).containsSame(first);
        assertThat(view().page(QUERY, PAGE, whole())).contains(page());
        assertThat(view().count(QUERY)).hasValue(2);
    }

    @Test
    void dropsReplacedRecordBeforeItIsCommitted() throws SQLException {
        keepAll();

        cache.commit(Map.of(COUNTERS, List.of(first)), () -> assertOnlySecondIsFound(view()));

        assertOnlySecondIsFound(view());
    }

    @Test
    void keepsNothingOfReadThatBeganBeforeTheCommitEnded() throws SQLException {
        View before = view();
        cache.commit(
                Map.of(COUNTERS, List.of(first)),
                () -> {
                    View meanwhile = view();
                    keepAll(meanwhile);
                    assertThat(meanwhile.find(first.id())).isEmpty();
                    assertThat(meanwhile.page(QUERY, PAGE, whole())).isEmpty();
                    assertThat(meanwhile.count(QUERY)).isEmpty();
                });
        keepAll(before);

        assertOnlySecondIsFound(view());
    }

    @Test
    void keepsAgainWhatIsReadAfterTheCommit() throws SQLException {
        cache.commit(Map.of(COUNTERS, List.of(first)), () -> {});
        keepAll();

        assertThat(view().find(first.id())).containsSame(first);
        assertThat(view().page(QUERY, PAGE, whole())).contains(page());
    }

    @Test
    void stillHasEveryStateThatWasKept() throws SQLException {
        keepAll();

        cache.commit(Map.of(COUNTERS, List.of(first)), () -> {});

        assertThat(view().page(QUERY, PAGE, whole())).isEmpty();
        assertThat(whole().find(RecordState.of(first))).containsSame(first);
        assertThat(whole().find(RecordState.of(second))).containsSame(second);
    }

    @Test
    void doesNotTakeOneStateOfRecordForAnother() {
        keepAll();

        assertThat(whole().find(new RecordState(first.sequence(), first.version() + 1))).isEmpty();
        assertThat(whole().find(new RecordState(first.sequence() + 7, 1))).isEmpty();
        assertThat(
                        cache.view(STATIONS)
                                .states(Projection.all(STATIONS))
                                .find(RecordState.of(first)))
                .isEmpty();
    }

    @Test
    void keepsNoStateWhenStorageIsOpenedAnew() {
        keepAll();
        View before = view();

        cache.clear();
        keepAll(before);

        assertNothingIsFound(view());
        assertThat(whole().find(RecordState.of(first))).isEmpty();
    }

    @Test
    void showsWholeRecordUnderAnyProjection() {
        Projection names = new Projection(COUNTERS.properties().subList(0, 1));
        keepAll();

        DataRecord shown = view().states(names).find(RecordState.of(first)).orElseThrow();

        assertThat(shown).isEqualTo(first.showing(names));
        assertThat(shown.data().get(COUNTERS.properties().getFirst())).isEqualTo("name");
        assertThat(shown.data().get(COUNTERS.properties().getLast())).isNull();
    }

    @Test
    void doesNotTakePartOfRecordForTheWhole() {
        Projection names = new Projection(COUNTERS.properties().subList(0, 1));
        Projection values = new Projection(COUNTERS.properties().subList(1, 2));

        view().states(names).keep(first.showing(names));

        assertThat(view().states(names).find(RecordState.of(first))).contains(first.showing(names));
        assertThat(view().states(values).find(RecordState.of(first))).isEmpty();
        assertThat(whole().find(RecordState.of(first))).isEmpty();
    }

    @Test
    void findsNoPageWithoutAllOfItsRecords() {
        view().keep(first);
        view().keep(QUERY, PAGE, page());

        assertThat(view().page(QUERY, PAGE, whole())).isEmpty();
    }

    @Test
    void dropsEverythingOfSchemaBeforeUnnamedRecordsAreReplaced() throws SQLException {
        keepAll();
        View before = view();

        cache.commitUnnamed(
                COUNTERS,
                () -> {
                    assertNothingIsFound(view());
                    keepAll(view());
                    assertNothingIsFound(view());
                });
        keepAll(before);

        assertNothingIsFound(view());
        keepAll();
        assertThat(view().find(second.id())).containsSame(second);
    }

    @Test
    void leavesOtherSchemasAlone() throws SQLException {
        keepAll();

        cache.commit(Map.of(STATIONS, List.of()), () -> {});
        cache.commitUnnamed(STATIONS, () -> {});

        assertThat(view().page(QUERY, PAGE, whole())).contains(page());
        assertThat(view().find(first.id())).containsSame(first);
    }

    @Test
    void goesOnAfterFailedCommit() {
        keepAll();

        assertThatThrownBy(
                        () ->
                                cache.commit(
                                        Map.of(COUNTERS, List.of(first)),
                                        () -> {
                                            throw new SQLException("no space");
                                        }))
                .isInstanceOf(SQLException.class);

        assertThat(view().find(first.id())).isEmpty();
        keepAll();
        assertThat(view().find(first.id())).containsSame(first);
        assertThat(view().count(QUERY)).hasValue(2);
    }

    @Test
    void tellsViewThatIsNoLongerCurrent() throws SQLException {
        View before = view();
        assertThat(before.isCurrent()).isTrue();

        cache.commit(
                Map.of(COUNTERS, List.of()),
                () -> {
                    assertThat(before.isCurrent()).isFalse();
                    assertThat(view().isCurrent()).isFalse();
                });

        assertThat(before.isCurrent()).isFalse();
        assertThat(view().isCurrent()).isTrue();
    }

    @Test
    void keepsNoMoreThanItsBytes() {
        long records = 10_000;
        for (long i = 0; i < records; i++) {
            view().keep(dataRecord(i));
        }
        Cache<?, ?> entries = cache.entries();
        entries.cleanUp();

        assertThat(entries.policy().eviction().orElseThrow().weightedSize().orElseThrow())
                .isBetween(900_000L, 1_000_000L);
        assertThat(entries.estimatedSize()).isLessThan(4_000);
    }

    /** Ideographs take two bytes each in the heap and three more in the encoded form. */
    @Test
    void countsTextByWhatItTakes() {
        int characters = 10_000;
        DataRecord ascii = dataRecord(1, "a".repeat(characters));
        DataRecord ideographs = dataRecord(2, "\u5b57".repeat(characters));

        assertThat(weightOf(ascii)).isBetween(2 * characters, 2 * characters + 2_000);
        assertThat(weightOf(ideographs)).isBetween(5 * characters, 5 * characters + 2_000);
    }

    private static int weightOf(DataRecord dataRecord) {
        return Weight.of(new CacheKey.OfState(1, dataRecord.sequence(), ""), dataRecord);
    }

    @Test
    void keepsNothingWhenItIsOff() {
        RecordCache off = new RecordCache(0);
        View view = off.view(COUNTERS);
        keepAll(view);

        assertNothingIsFound(off.view(COUNTERS));
        assertThat(off.entries().estimatedSize()).isZero();
    }

    private View view() {
        return cache.view(COUNTERS);
    }

    private States whole() {
        return view().states(Projection.all(COUNTERS));
    }

    private void keepAll() {
        keepAll(view());
    }

    private void keepAll(View view) {
        view.keep(first);
        view.keep(second);
        view.keep(QUERY, PAGE, page());
        view.keep(QUERY, 2);
    }

    private RecordPage page() {
        return new RecordPage(List.of(first, second), OptionalLong.of(2), Optional.empty());
    }

    private void assertOnlySecondIsFound(View view) {
        assertThat(view.find(first.id())).isEmpty();
        assertThat(view.page(QUERY, PAGE, whole())).isEmpty();
        assertThat(view.count(QUERY)).isEmpty();
        assertThat(view.find(second.id())).containsSame(second);
    }

    private void assertNothingIsFound(View view) {
        assertThat(view.find(first.id())).isEmpty();
        assertThat(view.find(second.id())).isEmpty();
        assertThat(view.page(QUERY, PAGE, whole())).isEmpty();
        assertThat(view.count(QUERY)).isEmpty();
    }

    private static DataRecord dataRecord(long sequence) {
        return dataRecord(sequence, "name");
    }

    private static DataRecord dataRecord(long sequence, String name) {
        RecordData data = new RecordData(COUNTERS, new Object[] {name, sequence});
        RecordId id = new RecordId(new UUID(7, sequence));
        return new DataRecord(id, sequence, 1, Instant.EPOCH, Instant.EPOCH, data);
    }
}
