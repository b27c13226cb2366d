package io.tabularium.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tabularium.crash.Ledger.Settled;

import org.junit.jupiter.api.Test;

import java.util.Map;
import java.util.Optional;

/** The ledger notices what the crash suite is there to notice. */
final class LedgerTest {

    private static final Identity ONE = new Identity("wells", "c0", 1);
    private static final Identity TWO = new Identity("wells", "c0", 2);

    private final Ledger ledger = new Ledger();

    @Test
    void acceptsWhatWasAcknowledged() {
        ledger.acknowledge(Write.of(ONE, state("a")));
        ledger.settle(Map.of(ONE, state("a")));
    }

    @Test
    void noticesALostRecord() {
        ledger.acknowledge(Write.of(ONE, state("a")));
        assertThatThrownBy(() -> ledger.settle(Map.of())).hasMessageContaining("lost");
    }

    @Test
    void noticesAnOlderState() {
        ledger.acknowledge(Write.of(ONE, state("a").changed(Map.of("text", "b"))));
        assertThatThrownBy(() -> ledger.settle(Map.of(ONE, state("a"))))
                .hasMessageContaining("became");
    }

    @Test
    void noticesWhatWasDeletedBefore() {
        ledger.acknowledge(Write.of(ONE, state("a")));
        ledger.acknowledge(Write.deletion(ONE));
        assertThatThrownBy(() -> ledger.settle(Map.of(ONE, state("a"))))
                .hasMessageContaining("nobody's, or deleted");
    }

    @Test
    void takesOverAnOpenWriteThatWasDone() {
        Attempt attempt = open(new Write(Map.of(ONE, after("a"), TWO, after("b"))));
        assertThat(ledger.settle(Map.of(ONE, state("a"), TWO, state("b"))))
                .containsExactly(new Settled(attempt, true));
        assertThat(ledger.expected(TWO)).isEqualTo(state("b"));
    }

    @Test
    void letsAnOpenWriteBeUndone() {
        Attempt attempt = open(new Write(Map.of(ONE, after("a"), TWO, after("b"))));
        assertThat(ledger.settle(Map.of())).containsExactly(new Settled(attempt, false));
    }

    @Test
    void noticesAnOpenWriteThatIsHalfThere() {
        open(new Write(Map.of(ONE, after("a"), TWO, after("b"))));
        assertThatThrownBy(() -> ledger.settle(Map.of(ONE, state("a"))))
                .hasMessageContaining("half there");
    }

    @Test
    void noticesAStateThatNobodyWrote() {
        open(Write.of(ONE, state("a")));
        assertThatThrownBy(() -> ledger.settle(Map.of(ONE, state("b"))))
                .hasMessageContaining("neither before nor after");
    }

    private Attempt open(Write write) {
        Attempt attempt = Attempt.single("test", Request.json("POST", "/", ""), write, 201);
        ledger.leaveOpen(attempt);
        return attempt;
    }

    private static Optional<RecordState> after(String text) {
        return Optional.of(state(text));
    }

    private static RecordState state(String text) {
        return RecordState.first(null, Map.of("text", text));
    }
}
