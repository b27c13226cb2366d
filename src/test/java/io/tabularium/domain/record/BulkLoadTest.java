package io.tabularium.domain.record;

import static io.tabularium.domain.Compiled.draft;
import static io.tabularium.domain.Compiled.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.tabularium.domain.Violation;
import io.tabularium.domain.record.BulkOptions.OnConflict;
import io.tabularium.domain.record.BulkOptions.OnError;
import io.tabularium.domain.record.BulkReport.Fault;
import io.tabularium.domain.record.BulkReport.Outcome;
import io.tabularium.domain.schema.Schema;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

class BulkLoadTest {

    private static final Schema THINGS = schema("'a':{'type':'integer','x-unique':true}", "");

    @Test
    void countsWhatStorageStored() {
        BulkLoad load = load(OnError.ABORT, false, valid(0), valid(1));

        load.count(drain(load), 0, 0);

        assertThat(load.commits()).isTrue();
        assertThat(load.report().created()).isEqualTo(2);
        assertThat(load.report().received()).isEqualTo(2);
        assertThat(load.report().outcome()).isEqualTo(Outcome.COMPLETE);
    }

    @Test
    void handsOutNothingMoreAfterAFaultThatAborts() {
        BulkLoad load = load(OnError.ABORT, false, valid(0), invalid(1), valid(2), invalid(3));

        load.count(drain(load), 0, 0);

        assertThat(load.commits()).isFalse();
        assertThat(load.report().created()).isZero();
        assertThat(load.report().received()).isEqualTo(4);
        assertThat(load.report().rejected()).isEqualTo(2);
        assertThat(load.report().outcome()).isEqualTo(Outcome.INVALID);
    }

    @Test
    void goesOnAfterAFaultThatIsSkipped() {
        BulkLoad load = load(OnError.SKIP, false, valid(0), invalid(1), valid(2));

        load.count(drain(load), 0, 0);

        assertThat(load.commits()).isTrue();
        assertThat(load.report().created()).isEqualTo(2);
        assertThat(load.report().outcome()).isEqualTo(Outcome.PARTIAL);
    }

    @Test
    void resolvesEverythingInADryRunAndCommitsNothing() {
        BulkLoad load = load(OnError.SKIP, true, valid(0), invalid(1), valid(2));

        load.count(drain(load), 0, 0);

        assertThat(load.commits()).isFalse();
        assertThat(load.report().created()).isEqualTo(2);
        assertThat(load.report().outcome()).isEqualTo(Outcome.DRY_RUN);
    }

    @Test
    void tellsDuplicatesFromInvalidRows() {
        BulkLoad load = load(OnError.ABORT, false, valid(0), valid(1));
        drain(load);

        load.rejectDuplicate(1, 2, THINGS.uniqueKeys().getFirst());

        assertThat(load.report().outcome()).isEqualTo(Outcome.DUPLICATE);
        assertThat(load.report().errors())
                .extracting(fault -> fault.violation().pointer(), fault -> fault.violation().code())
                .containsExactly(org.assertj.core.groups.Tuple.tuple("/a", "duplicate"));
    }

    @Test
    void reportsTheFirstHundredByIndexHoweverLateTheyAreFound() {
        BulkRow[] rows = new BulkRow[BulkLoad.MAX_REPORTED + 50];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = i == 3 ? valid(i) : invalid(i);
        }
        BulkLoad load = load(OnError.SKIP, false, rows);
        drain(load);

        load.rejectDuplicate(3, 4, THINGS.uniqueKeys().getFirst());

        assertThat(load.report().rejected()).isEqualTo(rows.length);
        assertThat(load.report().errors()).hasSize(BulkLoad.MAX_REPORTED);
        assertThat(load.report().errors())
                .extracting(Fault::index)
                .isSorted()
                .contains(3L)
                .doesNotContain((long) BulkLoad.MAX_REPORTED);
    }

    @Test
    void reportsEveryViolationOfARow() {
        List<Violation> violations =
                Collections.nCopies(500, new Violation("/a", "type", "must be an integer"));
        BulkLoad load = load(OnError.SKIP, false, new BulkRow.Invalid(0, 1, violations));
        drain(load);

        assertThat(load.report().errors()).hasSize(violations.size());
        assertThat(load.report().rejected()).isOne();
    }

    private static long drain(BulkLoad load) {
        long rows = 0;
        while (load.next() != null) {
            rows++;
        }
        return rows;
    }

    private static BulkLoad load(OnError onError, boolean dryRun, BulkRow... rows) {
        Iterator<BulkRow> iterator = new ArrayList<>(List.of(rows)).iterator();
        BulkOptions options =
                new BulkOptions(onError, OnConflict.ERROR, Optional.empty(), dryRun, false);
        return new BulkLoad(THINGS, options, () -> iterator.hasNext() ? iterator.next() : null);
    }

    private static BulkRow valid(long index) {
        RecordData data = draft(THINGS, "{'a':" + index + "}").toData();
        return new BulkRow.Valid(index, index + 1, data);
    }

    private static BulkRow invalid(long index) {
        return new BulkRow.Invalid(
                index, index + 1, List.of(new Violation("/a", "type", "must be an integer")));
    }
}
