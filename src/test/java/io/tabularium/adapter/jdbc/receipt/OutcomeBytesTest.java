package io.tabularium.adapter.jdbc.receipt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tabularium.domain.TabulariumException.StorageUnavailable;
import io.tabularium.domain.Violation;
import io.tabularium.domain.record.BulkReport;
import io.tabularium.domain.record.KeptOutcome;
import io.tabularium.domain.record.RecordId;
import io.tabularium.domain.schema.SchemaName;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

final class OutcomeBytesTest {

    private static final Instant CREATED = Instant.parse("0001-01-01T00:00:00.000001Z");

    @Property(tries = 200)
    void readsTheCreationThatItWrote(@ForAll long high, @ForAll long low, @ForAll byte[] json) {
        RecordId id = new RecordId(new UUID(high, low));
        Instant created = Instant.EPOCH.plus(low % 1_000_000_000_000_000L, ChronoUnit.MICROS);
        KeptOutcome.Creation whole =
                OutcomeBytes.creation(
                        OutcomeBytes.of(
                                new KeptOutcome.Creation(
                                        id, created, new KeptOutcome.Data.Whole(json))));

        assertThat(whole.id()).isEqualTo(id);
        assertThat(whole.createdAt()).isEqualTo(created);
        assertThat(((KeptOutcome.Data.Whole) whole.data()).json()).isEqualTo(json);
    }

    @Example
    void tellsWhatIsKeptOfTheDataApart() {
        byte[] digest = new byte[32];
        assertThat(read(new KeptOutcome.Data.None())).isEqualTo(new KeptOutcome.Data.None());
        assertThat(read(new KeptOutcome.Data.Digest(digest)))
                .isInstanceOfSatisfying(
                        KeptOutcome.Data.Digest.class,
                        kept -> assertThat(kept.sha256()).isEqualTo(digest));
    }

    @Property(tries = 200)
    void readsTheLoadThatItWrote(
            @ForAll("reports") BulkReport report,
            @ForAll("records") Optional<List<String>> records) {
        KeptOutcome.Load kept =
                OutcomeBytes.load(
                        OutcomeBytes.of(
                                new KeptOutcome.Load(
                                        report,
                                        records.map(
                                                texts ->
                                                        texts.stream()
                                                                .map(OutcomeBytesTest::utf8)
                                                                .toList()))));

        assertThat(kept.report()).isEqualTo(report);
        assertThat(kept.records().map(OutcomeBytesTest::texts)).isEqualTo(records);
    }

    @Property(tries = 100)
    void refusesWhatIsCutShort(@ForAll("reports") BulkReport report, @ForAll int cut) {
        byte[] bytes = OutcomeBytes.of(new KeptOutcome.Load(report, Optional.empty()));
        byte[] part = Arrays.copyOf(bytes, Math.floorMod(cut, bytes.length / 2));

        assertThatThrownBy(() -> OutcomeBytes.load(part)).isInstanceOf(StorageUnavailable.class);
    }

    @Example
    void refusesFormsOfOtherVersions() {
        for (int form : List.of(0, 1, 2, 3, 4, 9, 127)) {
            byte[] bytes = new byte[64];
            bytes[0] = (byte) form;
            assertThatThrownBy(() -> OutcomeBytes.creation(bytes))
                    .isInstanceOf(StorageUnavailable.class);
            assertThatThrownBy(() -> OutcomeBytes.load(bytes))
                    .isInstanceOf(StorageUnavailable.class);
        }
    }

    @Provide
    Arbitrary<BulkReport> reports() {
        Arbitrary<Long> counts = Arbitraries.longs().greaterOrEqual(0);
        Arbitrary<String> texts =
                Arbitraries.strings().ascii().withChars("äß€\u0000\n\"").ofMaxLength(300);
        Arbitrary<BulkReport.Fault> faults =
                Combinators.combine(counts, counts, texts, texts, texts)
                        .as(
                                (index, line, pointer, code, message) ->
                                        new BulkReport.Fault(
                                                index,
                                                line,
                                                new Violation(pointer, code, message)));
        return Combinators.combine(
                        counts.list().ofSize(6),
                        faults.list().ofMaxSize(20),
                        Arbitraries.of(BulkReport.Outcome.class))
                .as(
                        (numbers, errors, outcome) ->
                                new BulkReport(
                                        new SchemaName("counters"),
                                        numbers.get(0),
                                        numbers.get(1),
                                        numbers.get(2),
                                        numbers.get(3),
                                        numbers.get(4),
                                        errors,
                                        numbers.get(5),
                                        outcome,
                                        Optional.empty()));
    }

    @Provide
    Arbitrary<Optional<List<String>>> records() {
        return Arbitraries.strings()
                .ascii()
                .withChars("äß€\u0000\n\"")
                .ofMaxLength(200)
                .list()
                .ofMaxSize(20)
                .optional();
    }

    private static KeptOutcome.Data read(KeptOutcome.Data data) {
        return OutcomeBytes.creation(
                        OutcomeBytes.of(
                                new KeptOutcome.Creation(
                                        new RecordId(new UUID(1, 2)), CREATED, data)))
                .data();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static List<String> texts(List<byte[]> records) {
        return records.stream().map(bytes -> new String(bytes, StandardCharsets.UTF_8)).toList();
    }
}
