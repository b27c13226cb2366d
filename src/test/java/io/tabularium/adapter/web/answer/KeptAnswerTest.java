package io.tabularium.adapter.web.answer;

import static org.assertj.core.api.Assertions.assertThat;

import io.tabularium.contract.TestSchemas;
import io.tabularium.domain.record.DataRecord;
import io.tabularium.domain.record.RecordData;
import io.tabularium.domain.record.RecordDraft;
import io.tabularium.domain.record.RecordId;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/** What is kept of answers under idempotency keys is small, and makes the same answers again. */
final class KeptAnswerTest {

    private static final Instant TIME = Instant.parse("2026-01-01T00:00:00.000001Z");

    @Test
    void keepsLittleOfALargeCreate() {
        DataRecord record = record("a name".repeat(1_000_000));
        Answer answer = RecordAnswer.created(ReturnPreference.REPRESENTATION, record);

        byte[] kept = kept(record);

        assertThat(kept.length).isLessThan(KeptAnswer.MAX_PLAIN_BYTES);
        Answer again = KeptAnswer.of(kept, record::data);
        assertThat(again.status()).isEqualTo(answer.status());
        assertThat(again.headers()).isEqualTo(answer.headers());
        assertThat(again.body()).isEqualTo(answer.body());
    }

    @Test
    void givesNoBodyWhereTheDataMakeAnotherRecordByNow() {
        byte[] kept = kept(record("a name".repeat(10_000)));

        Answer again = KeptAnswer.of(kept, () -> record("other").data());

        assertThat(again.status()).isEqualTo(201);
        assertThat(again.body()).isEmpty();
        assertThat(again.headers())
                .containsKeys("Location", "ETag")
                .doesNotContainKey("Content-Type");
    }

    /** Storage asks within its transaction, on the thread of all writes. */
    @Test
    void doesNotLookAtTheDataOfALargeCreateWhenItIsWritten() {
        DataRecord record = record("a name".repeat(10_000));
        KeptCreation creation = new KeptCreation(ReturnPreference.REPRESENTATION);
        creation.prepare(record.data());
        RecordData none = new RecordDraft(TestSchemas.COUNTERS).toData();
        DataRecord written = new DataRecord(record.id(), 0, 1, TIME, TIME, none);

        Answer again = KeptAnswer.of(creation.toBytes(written), record::data);

        assertThat(again.body())
                .isEqualTo(RecordAnswer.created(ReturnPreference.REPRESENTATION, record).body());
    }

    @Test
    void compressesOtherLargeAnswers() {
        byte[] json = "{\"errors\": \"many\"}".repeat(10_000).getBytes(StandardCharsets.UTF_8);
        Answer answer = new Answer(200).json(json);

        byte[] kept = KeptAnswer.toBytes(answer);

        assertThat(kept.length).isLessThan(json.length / 10);
        assertThat(
                        KeptAnswer.of(
                                        kept,
                                        () -> {
                                            throw new AssertionError("not needed");
                                        })
                                .body())
                .isEqualTo(json);
    }

    private static byte[] kept(DataRecord record) {
        KeptCreation creation = new KeptCreation(ReturnPreference.REPRESENTATION);
        creation.prepare(record.data());
        return creation.toBytes(record);
    }

    private static DataRecord record(String name) {
        RecordDraft draft = new RecordDraft(TestSchemas.COUNTERS);
        draft.put("name", name);
        RecordData data = draft.toData();
        return new DataRecord(new RecordId(new UUID(1, 2)), 0, 1, TIME, TIME, data);
    }
}
