package io.tabularium.adapter.jdbc.receipt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tabularium.domain.TabulariumException.Overloaded;
import io.tabularium.domain.record.IdempotencyKey;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;

final class ReceiptLedgerTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);

    private final ReceiptLedger ledger =
            new ReceiptLedger(new ReceiptLimits(Duration.ofHours(24), 3, 1_000));

    @Test
    void forgetsReceiptsOnceTheyAreOverTheirTime() {
        add(key("old"), 10, START);
        add(key("young"), 10, START.plus(HOUR));

        assertThat(ledger.expire(START.plus(Duration.ofHours(24)))).isEmpty();
        assertThat(ledger.hasExpired(START.plus(Duration.ofHours(25)))).isTrue();
        assertThat(ledger.expire(START.plus(Duration.ofHours(25)))).hasValue(START.plus(HOUR));

        assertThat(ledger.hasExpired(START.plus(Duration.ofHours(25)))).isFalse();
        assertThat(ledger.mayHave(key("old"))).isFalse();
        assertThat(ledger.mayHave(key("young"))).isTrue();
        assertThat(ledger.number()).isEqualTo(1);
        assertThat(ledger.bytes()).isEqualTo(10);
    }

    @Test
    void hasRoomForSoManyReceipts() {
        add(key("a"), 1, START);
        add(key("b"), 1, START);
        assertThatCode(ledger::requireRoom).doesNotThrowAnyException();

        add(key("c"), 1, START.plus(HOUR));

        assertThatThrownBy(ledger::requireRoom).isInstanceOf(Overloaded.class);
        ledger.expire(START.plus(Duration.ofHours(25)));
        assertThatCode(ledger::requireRoom).doesNotThrowAnyException();
    }

    @Test
    void hasRoomForSoManyBytes() {
        add(key("a"), 999, START);
        assertThatCode(ledger::requireRoom).doesNotThrowAnyException();

        add(key("b"), 1, START);

        assertThatThrownBy(ledger::requireRoom).isInstanceOf(Overloaded.class);
    }

    @Test
    void takesAnExpectedReceiptForOneThatMayBeThere() {
        ledger.expect(key("unknown"), START);

        assertThat(ledger.mayHave(key("unknown"))).isTrue();
        assertThat(ledger.number()).isZero();
    }

    private void add(IdempotencyKey key, long bytes, Instant madeAt) {
        ledger.expect(key, madeAt);
        ledger.count(bytes, madeAt);
    }

    private static IdempotencyKey key(String value) {
        return new IdempotencyKey(value);
    }
}
