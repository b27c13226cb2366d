package io.tabularium.adapter.jdbc.receipt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tabularium.domain.TabulariumException.Overloaded;
import io.tabularium.domain.receipt.IdempotencyKey;

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
        assertThatCode(() -> requireRoom("d", START)).doesNotThrowAnyException();

        add(key("c"), 1, START.plus(HOUR));

        assertThatThrownBy(() -> requireRoom("d", START)).isInstanceOf(Overloaded.class);
        assertThatCode(() -> requireRoom("d", START.plus(Duration.ofHours(25))))
                .doesNotThrowAnyException();
    }

    @Test
    void hasRoomForSoManyBytes() {
        add(key("a"), 999, START);
        assertThatCode(() -> requireRoom("c", START)).doesNotThrowAnyException();

        add(key("b"), 1, START);

        assertThatThrownBy(() -> requireRoom("c", START)).isInstanceOf(Overloaded.class);
    }

    @Test
    void leavesRoomForOthersWhereOneClientHasUsedItsShare() {
        add(IdempotencyKey.of("key:greedy", "a"), 250, START);

        assertThatThrownBy(() -> ledger.requireRoom(IdempotencyKey.of("key:greedy", "b"), START))
                .isInstanceOf(Overloaded.class);
        assertThatCode(() -> ledger.requireRoom(IdempotencyKey.of("key:other", "b"), START))
                .doesNotThrowAnyException();
    }

    @Test
    void leavesRoomForOtherAddressesWhereKeysAreShared() {
        add(IdempotencyKey.shared("a", "address:192.0.2.1"), 250, START);

        IdempotencyKey same = IdempotencyKey.shared("b", "address:192.0.2.1");
        assertThatThrownBy(() -> ledger.requireRoom(same, START)).isInstanceOf(Overloaded.class);
        IdempotencyKey other = IdempotencyKey.shared("b", "address:192.0.2.2");
        assertThatCode(() -> ledger.requireRoom(other, START)).doesNotThrowAnyException();
        assertThat(other).isEqualTo(same).hasSameHashCodeAs(same);
    }

    @Test
    void saysWhenThereWillBeRoom() {
        add(IdempotencyKey.of("key:other", "a"), 1, START);
        add(IdempotencyKey.of("key:greedy", "a"), 250, START.plus(HOUR));
        Instant now = START.plus(Duration.ofHours(5)).plusSeconds(1);
        IdempotencyKey next = IdempotencyKey.of("key:greedy", "b");

        Overloaded refusal =
                catchThrowableOfType(Overloaded.class, () -> ledger.requireRoom(next, now));

        // The receipt is of the second hour, and is forgotten together with all of that hour.
        assertThat(refusal.retryAfter()).isEqualTo(Duration.ofHours(21).minusSeconds(1));
        Instant then = now.plus(refusal.retryAfter());
        assertThatCode(() -> ledger.requireRoom(next, then)).doesNotThrowAnyException();
    }

    @Test
    void takesAnExpectedReceiptForOneThatMayBeThere() {
        ledger.expect(key("unknown"), START);

        assertThat(ledger.mayHave(key("unknown"))).isTrue();
        assertThat(ledger.number()).isZero();
    }

    private void add(IdempotencyKey key, long bytes, Instant madeAt) {
        ledger.expect(key, madeAt);
        ledger.count(key, bytes, madeAt);
    }

    private void requireRoom(String value, Instant now) {
        ledger.requireRoom(key(value), now);
    }

    private static IdempotencyKey key(String value) {
        return new IdempotencyKey(value);
    }
}
