package io.tabularium.domain.pattern;

import io.tabularium.domain.pattern.Alphabet.Letter;
import io.tabularium.domain.pattern.Place.Left;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An expression that is searched for in time linear in the length of the text, whatever the text
 * is. States of a deterministic automaton are made when a text first needs them and then serve all
 * texts; beyond {@value #MAX_STATES}, or {@value #MAX_STEPS} steps of the program in them, they are
 * made for one search. Such steps, which cost up to the size of the program for each character, are
 * taken from the budget.
 */
final class AutomatonPattern implements TextPattern {

    private static final int MAX_STATES = 1_000;

    /** Steps in the states that are kept: 1 MiB. */
    private static final int MAX_STEPS = 1 << 18;

    private final Program program;
    private final Alphabet alphabet;
    private final Map<Place, State> states = new ConcurrentHashMap<>();
    private final AtomicInteger keptSteps = new AtomicInteger();
    private final @Nullable State[] nothingLearned;
    private final State start;

    /**
     * @param program without counts
     */
    AutomatonPattern(Program program) {
        this.program = program;
        this.alphabet = new Alphabet(program.sets(), program.asksForWords());
        this.nothingLearned = new State[alphabet.size()];
        this.start = stateAt(new Place(new int[] {program.start()}, Left.NOTHING));
    }

    @Override
    public Search search(String text, MatchBudget budget) {
        @Nullable Run run = null;
        State state = start;
        int length = text.length();
        int at = 0;
        while (true) {
            int number = Alphabet.END;
            int width = 1;
            if (at < length) {
                char c = text.charAt(at);
                if (alphabet.isAscii(c)) {
                    number = alphabet.numberOf(c);
                } else {
                    int codePoint = text.codePointAt(at);
                    width = Character.charCount(codePoint);
                    number = alphabet.letterOf(codePoint).number();
                }
            }
            @Nullable State next = number == Alphabet.NONE ? null : state.behind(number);
            if (next == null) {
                run = run == null ? new Run(text, budget) : run;
                next = run.behind(state, at);
            }
            if (next == State.FOUND) {
                return Search.FOUND;
            }
            if (next == State.ABSENT) {
                return Search.ABSENT;
            }
            if (next == null) {
                return Search.UNDECIDED;
            }
            at += width;
            state = next;
        }
    }

    /** The part of a search that finds states which have not been learned. */
    private final class Run {

        private final String text;
        private final MatchBudget budget;
        private final Stepper stepper = new Stepper(program);
        private long paid;

        Run(String text, MatchBudget budget) {
            this.text = text;
            this.budget = budget;
            budget.grant(text.length());
        }

        /** The state behind the character at that index, or null where the budget is spent. */
        @Nullable State behind(State state, int index) {
            boolean atEnd = index == text.length();
            @Nullable Letter letter = atEnd ? null : alphabet.letterOf(text.codePointAt(index));
            @Nullable Place place = stepper.step(state.place(), letter);
            if (!budget.take(stepper.work() - paid)) {
                return null;
            }
            paid = stepper.work();
            State next = place == null ? State.FOUND : atEnd ? State.ABSENT : stateAt(place);
            state.learn(letter == null ? Alphabet.END : letter.number(), next);
            return next;
        }
    }

    private State stateAt(Place place) {
        if (place.steps().length == 0) {
            return State.ABSENT;
        }
        @Nullable State known = states.get(place);
        if (known != null) {
            return known;
        }
        if (states.size() >= MAX_STATES || keptSteps.get() >= MAX_STEPS) {
            return new State(place, nothingLearned, false);
        }
        return states.computeIfAbsent(place, this::kept);
    }

    private State kept(Place place) {
        keptSteps.addAndGet(place.steps().length);
        return new State(place, new State[alphabet.size()], true);
    }

    /** About how many steps of the program the kept states hold. */
    int keptSteps() {
        return keptSteps.get();
    }
}
