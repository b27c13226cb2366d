package io.tabularium.adapter.duckdb.write;

import static io.tabularium.adapter.duckdb.Stations.station;
import static io.tabularium.adapter.duckdb.Stations.value;
import static io.tabularium.contract.TestSchemas.COUNTERS;
import static io.tabularium.contract.TestSchemas.READINGS;
import static io.tabularium.contract.TestSchemas.STATIONS;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tabularium.adapter.duckdb.WriterHarness;
import io.tabularium.adapter.duckdb.sql.DuckDbDialect;
import io.tabularium.adapter.jdbc.RecordTable;
import io.tabularium.adapter.jdbc.RowReader;
import io.tabularium.adapter.jdbc.cache.RecordCache;
import io.tabularium.adapter.jdbc.receipt.ReceiptLedger;
import io.tabularium.adapter.jdbc.receipt.ReceiptWriter;
import io.tabularium.adapter.jdbc.write.Commits;
import io.tabularium.adapter.jdbc.write.GroupTransactions;
import io.tabularium.adapter.jdbc.write.NewRecords;
import io.tabularium.adapter.jdbc.write.PendingWrite;
import io.tabularium.adapter.jdbc.write.SequenceCounters;
import io.tabularium.adapter.jdbc.write.WriterStatistics;
import io.tabularium.domain.TabulariumException.DuplicateRecord;
import io.tabularium.domain.TabulariumException.PreconditionFailed;
import io.tabularium.domain.TabulariumException.RecordNotFound;
import io.tabularium.domain.query.Projection;
import io.tabularium.domain.record.Change;
import io.tabularium.domain.record.DataRecord;
import io.tabularium.domain.record.Mutation;
import io.tabularium.domain.record.Precondition;
import io.tabularium.domain.record.RecordData;
import io.tabularium.domain.record.RecordId;
import io.tabularium.domain.record.Superseded;
import io.tabularium.domain.schema.Property;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Groups of writes, made up by hand so that who shares a transaction is no accident. */
final class DuckDbWriteSessionTest {

    private static final Duration NO_TIME = Duration.ofNanos(1);

    private WriterHarness harness;
    private WriterConnection connection;
    private GroupTransactions transactions;

    @BeforeEach
    void open() throws SQLException {
        harness = WriterHarness.inMemory(STATIONS, COUNTERS, READINGS);
        connection = new WriterConnection(harness.database);
        SequenceCounters sequences = new SequenceCounters(schema -> 0);
        sequences.start(STATIONS.name());
        sequences.start(COUNTERS.name());
        sequences.start(READINGS.name());
        transactions =
                new GroupTransactions(
                        new DuckDbWriteSession(
                                connection,
                                new TableWriters(new DuckDbDialect(), harness.writer.sizes()),
                                commits(),
                                new WriterStatistics()),
                        new NewRecords(harness.ids, sequences, InstantSource.system()));
    }

    private static Commits commits() {
        return new Commits(
                new RecordCache(0),
                new ReceiptWriter(
                        new DuckDbDialect(),
                        new AppendedReceipts(),
                        new ReceiptLedger(WriterHarness.RECEIPTS),
                        InstantSource.system()),
                WriterHarness.SLOW);
    }

    @AfterEach
    void close() {
        connection.close();
        harness.close();
    }

    @Test
    void givesEachWriteOfGroupItsOwnOutcome() {
        DataRecord old = created(station("A", "N", 1L, "old"));

        List<PendingWrite> group =
                perform(
                        create(station("B", "N", 2L, "new")),
                        put(old.id(), station("A", "N", 1L, "changed")),
                        put(harness.ids.next(), station("C", null, null, "put")),
                        delete(
                                new RecordId(old.id().value()),
                                new Precondition.VersionIn(Set.of(1L))),
                        delete(harness.ids.next(), Precondition.NONE));

        assertThat(outcome(group.get(0))).isInstanceOf(Change.Insert.class);
        assertThat(outcome(group.get(1))).isInstanceOf(Change.Update.class);
        assertThat(outcome(group.get(2))).isInstanceOf(Change.Insert.class);
        assertThatThrownBy(() -> outcome(group.get(3))).isInstanceOf(PreconditionFailed.class);
        assertThatThrownBy(() -> outcome(group.get(4))).isInstanceOf(RecordNotFound.class);
        assertThat(labels()).containsExactly("changed", "new", "put");
    }

    @Test
    void readsOfDeletedRecordOnlyWhatKeysAndIndexesCover() {
        DataRecord counter = created(counter(1));
        DataRecord station = created(station("A", "N", 1L, "label"));

        List<PendingWrite> group =
                perform(
                        new Mutation.Delete(COUNTERS, counter.id(), Precondition.NONE),
                        delete(station.id(), Precondition.NONE));

        assertThat(outcome(group.get(0)).record().data())
                .isEqualTo(new RecordData(COUNTERS, new Object[2]));
        assertThat(outcome(group.get(1)).record()).isEqualTo(station);
    }

    @Test
    void refusesDuplicatesAndNobodyElse() {
        DataRecord holder = created(station("A", "N", 1L, "holder"));

        List<PendingWrite> group =
                perform(
                        create(station("B", null, null, "b")),
                        create(station("A", null, null, "code is taken")),
                        create(station("C", "N", 1L, "number is taken")),
                        new Mutation.Create(holder.id(), station("D", null, null, "id is taken")),
                        create(station("E", null, null, "e")),
                        create(station("E", null, null, "taken within the group")));

        assertThat(outcome(group.get(0)).record().version()).isEqualTo(1);
        assertDuplicate(group.get(1), "code");
        assertDuplicate(group.get(2), "network", "number");
        assertDuplicate(group.get(3), "_id");
        assertThat(outcome(group.get(4)).record().version()).isEqualTo(1);
        assertDuplicate(group.get(5), "code");
        assertThat(labels()).containsExactly("holder", "b", "e");
    }

    @Test
    void keepsTheOrderOfChangesToOneRecord() {
        DataRecord counter = created(counter(0));
        List<Mutation> mutations = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            mutations.add(amend(counter, i + 1, counter((2L << i) - 1)));
        }

        List<PendingWrite> group = perform(mutations.toArray(Mutation[]::new));

        for (int i = 0; i < 20; i++) {
            DataRecord left = outcome(group.get(i)).record();
            assertThat(left.version()).isEqualTo(i + 2);
            assertThat(count(left.data())).isEqualTo((2L << i) - 1);
        }
        assertThat(harness.records(COUNTERS)).containsExactly(outcome(group.get(19)).record());
    }

    @Test
    void storesAmendmentsOfDifferentProperties() {
        DataRecord first = created(station("A", "N", 1L, "first"));
        DataRecord second = created(station("B", "N", 2L, "second"));
        DataRecord third = created(station("C", "N", 3L, "third"));

        perform(amend(first, 1, station("A", "N", 1L, "alone")));
        List<PendingWrite> group =
                perform(
                        amend(second, 1, station("B", "M", 2L, "second")),
                        amend(third, 1, station("C", "N", 3L, null)),
                        put(first.id(), station("D", "N", 1L, "alone")));

        assertThat(harness.records(STATIONS))
                .containsExactly(
                        outcome(group.get(2)).record(),
                        outcome(group.get(0)).record(),
                        outcome(group.get(1)).record());
    }

    /** Objects whose members stand in another order are equal to Java, but other JSON text. */
    @Test
    void storesTheOrderOfMembersThatAnAmendmentGives() {
        Property tags = READINGS.property("tags").orElseThrow();
        DataRecord stored = created(tagged(tags, "none"));

        perform(amend(stored, 1, tagged(tags, ordered("a", "b"))));
        perform(
                new Mutation.Amend(
                        harness.records(READINGS).getFirst(),
                        List.of(tagged(tags, ordered("b", "a")))));

        assertThat(harness.records(READINGS).getFirst().data().get(tags))
                .hasToString("[{b=1, a=1}]");
    }

    @Test
    void takesBackWhatWasBuiltOnRefusedWrite() {
        created(station("A", null, null, "holder"));
        RecordId id = harness.ids.next();

        List<PendingWrite> group =
                perform(
                        put(id, station("A", null, null, "refused")),
                        put(id, station("B", null, null, "stands alone")));

        assertDuplicate(group.get(0), "code");
        assertThat(outcome(group.get(1))).isInstanceOf(Change.Insert.class);
        assertThat(labels()).containsExactly("holder", "stands alone");
    }

    @Test
    void refusesBothSidesOfSwap() {
        DataRecord first = created(station("A", null, null, "first"));
        DataRecord second = created(station("B", null, null, "second"));

        List<PendingWrite> group =
                perform(
                        put(first.id(), station("B", null, null, "swapped")),
                        put(second.id(), station("A", null, null, "swapped")));

        assertDuplicate(group.get(0), "code");
        assertDuplicate(group.get(1), "code");
        assertThat(labels()).containsExactly("first", "second");
    }

    @Test
    void handsKeysOnWithinGroup() {
        DataRecord first = created(station("A", "N", 1L, "first"));
        DataRecord second = created(station("B", "N", 2L, "second"));

        List<PendingWrite> group =
                perform(
                        put(first.id(), station("C", "N", 3L, "moved away")),
                        put(second.id(), station("A", "N", 1L, "moved in")),
                        create(station("B", "N", 2L, "heir")),
                        delete(second.id(), Precondition.NONE),
                        put(second.id(), station("A", "N", 1L, "back again")));

        group.forEach(write -> assertThat(outcome(write)).isNotNull());
        assertThat(labels()).containsExactly("moved away", "heir", "back again");
    }

    @Test
    void refusesAmendmentOfEarlierVersionAndNothingElse() {
        DataRecord counter = created(counter(1));

        List<PendingWrite> group =
                perform(
                        amend(counter, 1, counter(10)),
                        amend(counter, 1, counter(20)),
                        amend(counter, 2, counter(11)));

        assertThatThrownBy(() -> outcome(group.get(1))).isInstanceOf(Superseded.class);
        assertThat(outcome(group.get(2)).record().version()).isEqualTo(3);
        assertThat(harness.records(COUNTERS)).containsExactly(outcome(group.get(2)).record());
    }

    @Test
    void refusesOnlyTheWriteThatTakesTheKeyOfTwoToOneRecord() {
        created(station("A", null, null, "holder"));
        DataRecord stored = created(station("B", "N", 1L, "stored"));

        List<PendingWrite> group =
                perform(
                        put(stored.id(), station("A", "N", 1L, "code is taken")),
                        put(stored.id(), station("B", "N", 2L, "is free")));

        assertDuplicate(group.get(0), "code");
        assertThat(outcome(group.get(1)).record().data())
                .isEqualTo(station("B", "N", 2L, "is free"));
    }

    @Test
    void goesOnWhereTransactionCannotBegin() throws SQLException {
        connection.begin();

        List<PendingWrite> group = perform(create(counter(1)), create(counter(2)));

        assertThat(outcome(group.get(0))).isInstanceOf(Change.Insert.class);
        assertThat(outcome(group.get(1))).isInstanceOf(Change.Insert.class);
        assertThat(harness.records(COUNTERS)).hasSize(2);
    }

    @Test
    void commitsLoneWriteWhereTransactionWasLeftOpen() throws SQLException {
        connection.begin();

        List<PendingWrite> group = perform(create(counter(1)));

        assertThat(harness.records(COUNTERS)).containsExactly(outcome(group.get(0)).record());
    }

    @Test
    void refusesLoneWriteWhoseKeyIsTaken() {
        created(station("A", "N", 1L, "holder"));
        DataRecord other = created(station("B", "N", 2L, "other"));

        assertDuplicate(perform(create(station("A", null, null, "code is taken"))).get(0), "code");
        assertDuplicate(
                perform(create(station("C", "N", 1L, "number is taken"))).get(0),
                "network",
                "number");
        assertDuplicate(perform(put(other.id(), station("A", "N", 2L, "moved"))).get(0), "code");
        assertDuplicate(
                perform(new Mutation.Create(other.id(), station("D", null, null, "id is taken")))
                        .get(0),
                "_id");
        assertThat(labels()).containsExactly("holder", "other");
    }

    @Test
    void makesFewChangesToSeveralTablesTogether() {
        DataRecord station = created(station("A", "N", 1L, "station"));
        DataRecord counter = created(counter(1));

        List<PendingWrite> group =
                perform(
                        delete(station.id(), Precondition.NONE),
                        put(counter.id(), counter(2)),
                        create(counter(3)));

        group.forEach(write -> assertThat(outcome(write)).isNotNull());
        assertThat(labels()).isEmpty();
        assertThat(harness.records(COUNTERS))
                .containsExactly(outcome(group.get(1)).record(), outcome(group.get(2)).record());
    }

    @Test
    void goesOnWithStatementsThatTheDriverHasClosed() throws SQLException {
        DataRecord first = created(counter(1));
        DataRecord second = created(counter(2));
        RecordTable table = new RecordTable(COUNTERS, new DuckDbDialect());
        Projection nothing = new Projection(List.of());
        for (int i = 0; i < 2; i++) {
            connection
                    .prepare(new TableSql(table).selectByIds(new RowReader(table, nothing), 2))
                    .close();

            List<PendingWrite> group =
                    perform(put(first.id(), counter(3 + i)), put(second.id(), counter(4 + i)));

            assertThat(outcome(group.get(0)).record().version()).isEqualTo(2 + i);
            assertThat(outcome(group.get(1)).record().version()).isEqualTo(2 + i);
        }
    }

    @Test
    void leavesRecordThatCannotBeStoredAlone() {
        RecordData broken = new RecordData(COUNTERS, new Object[] {"counter", "no number"});

        List<PendingWrite> group =
                perform(
                        create(counter(1)),
                        create(counter(2)),
                        create(broken),
                        create(counter(3)),
                        create(counter(4)));

        assertThatThrownBy(() -> outcome(group.get(2))).isInstanceOf(ClassCastException.class);
        assertThat(harness.records(COUNTERS))
                .extracting(record -> count(record.data()))
                .containsExactly(1L, 2L, 3L, 4L);
    }

    private List<PendingWrite> perform(Mutation... mutations) {
        List<PendingWrite> group = new ArrayList<>();
        for (Mutation mutation : mutations) {
            PendingWrite write = new PendingWrite(mutation);
            write.claim();
            group.add(write);
        }
        transactions.perform(group);
        return group;
    }

    private DataRecord created(RecordData data) {
        return outcome(perform(create(data)).getFirst()).record();
    }

    private Mutation create(RecordData data) {
        return new Mutation.Create(harness.ids.next(), data);
    }

    private static Mutation put(RecordId id, RecordData data) {
        return new Mutation.Put(id, data, Precondition.NONE);
    }

    /** New data, made of that version of the record. */
    private static Mutation amend(DataRecord first, long version, RecordData data) {
        DataRecord base =
                new DataRecord(
                        first.id(),
                        first.sequence(),
                        version,
                        first.createdAt(),
                        first.updatedAt(),
                        first.data());
        return new Mutation.Amend(base, List.of(data));
    }

    private static Mutation delete(RecordId id, Precondition precondition) {
        return new Mutation.Delete(STATIONS, id, precondition);
    }

    private static Change outcome(PendingWrite write) {
        return write.await(NO_TIME);
    }

    private List<Object> labels() {
        return harness.records(STATIONS).stream()
                .map(record -> value(record.data(), "label"))
                .toList();
    }

    private static RecordData tagged(Property tags, Object... items) {
        @Nullable Object[] values = new Object[READINGS.properties().size()];
        values[tags.position()] = List.of(items);
        return new RecordData(READINGS, values);
    }

    private static Map<String, Object> ordered(String first, String second) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put(first, 1L);
        object.put(second, 1L);
        return object;
    }

    private static RecordData counter(long value) {
        return new RecordData(COUNTERS, new Object[] {"counter", value});
    }

    private static long count(RecordData data) {
        return (Long) data.get(COUNTERS.property("value").orElseThrow());
    }

    private static void assertDuplicate(PendingWrite write, String... key) {
        assertThatThrownBy(() -> outcome(write))
                .isInstanceOfSatisfying(
                        DuplicateRecord.class,
                        refusal -> assertThat(refusal.key()).containsExactly(key));
    }
}
