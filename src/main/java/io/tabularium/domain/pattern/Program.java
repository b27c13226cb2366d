package io.tabularium.domain.pattern;

import io.tabularium.domain.pattern.Expression.Assertion;
import io.tabularium.domain.pattern.Expression.Characters;
import io.tabularium.domain.pattern.Expression.Choice;
import io.tabularium.domain.pattern.Expression.Repetition;
import io.tabularium.domain.pattern.Expression.Sequence;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An expression as a nondeterministic automaton (Thompson): numbered steps, each with the step
 * behind it. A long counted repetition of one character is one step. Others are written out, so
 * that the size of the program is their product. Immutable.
 */
final class Program {

    /** The only step that is not followed by another. */
    static final int MATCH = 0;

    /** More steps would make each character of a text too expensive. */
    static final int MAX_STEPS = 20_000;

    /** A search keeps up to eight bytes for each count that a counted repetition can have. */
    static final int MAX_COUNTS = 1 << 20;

    /** A repetition of more characters than this is counted. */
    private static final int MAX_WRITTEN_OUT = 256;

    /** One step. */
    sealed interface Step {

        /** The end of a match. */
        record Match() implements Step {}

        /** Reads a character of the set with that number. */
        record Read(int set, int next) implements Step {}

        /** Goes on at both. */
        record Fork(int next, int other) implements Step {}

        /**
         * Reads characters of a set.
         *
         * @param number of the count among those of the program
         * @param least characters that are read before it goes on
         * @param most characters that are read
         */
        record Count(int number, int set, int least, int most, int next) implements Step {}

        /** Goes on if the assertion holds. */
        record Require(Assertion assertion, int next) implements Step {}
    }

    private final Step[] steps;
    private final CharacterSet[] sets;
    private final int start;
    private final boolean[] usefulLater;
    private final List<Step.Count> counts;

    private Program(Builder builder, int start) {
        this.steps = builder.steps.toArray(Step[]::new);
        this.sets = builder.sets.keySet().toArray(CharacterSet[]::new);
        builder.sets.forEach((set, number) -> sets[number] = set);
        this.start = start;
        this.usefulLater = usefulLater(steps);
        this.counts = List.copyOf(builder.counts);
    }

    /**
     * The program of the expression, or empty where it has more than {@link #MAX_STEPS} steps or
     * its repetitions have more than {@link #MAX_COUNTS} counts.
     */
    static Optional<Program> of(Expression expression) {
        Builder builder = new Builder();
        builder.add(new Step.Match());
        int start = builder.add(expression, MATCH);
        return builder.isFull() ? Optional.empty() : Optional.of(new Program(builder, start));
    }

    int size() {
        return steps.length;
    }

    int start() {
        return start;
    }

    Step step(int number) {
        return steps[number];
    }

    /** The counts, by number. */
    List<Step.Count> counts() {
        return counts;
    }

    /** Whether a match can be found from that step when it is not at the start of the text. */
    boolean isUsefulLater(int step) {
        return usefulLater[step];
    }

    /** Whether an assertion tells characters of words from others. */
    boolean asksForWords() {
        return Arrays.stream(steps)
                .anyMatch(
                        step ->
                                step instanceof Step.Require(Assertion assertion, int _)
                                        && (assertion == Assertion.WORD_BOUNDARY
                                                || assertion == Assertion.NO_WORD_BOUNDARY));
    }

    /** The sets, by number. */
    List<CharacterSet> sets() {
        return List.of(sets);
    }

    private static boolean[] usefulLater(Step[] steps) {
        boolean[] useful = new boolean[steps.length];
        boolean changed = true;
        while (changed) {
            changed = false;
            for (int i = 0; i < steps.length; i++) {
                boolean found =
                        switch (steps[i]) {
                            case Step.Match _, Step.Read _, Step.Count _ -> true;
                            case Step.Fork(int next, int other) -> useful[next] || useful[other];
                            case Step.Require(Assertion assertion, int next) ->
                                    assertion != Assertion.START && useful[next];
                        };
                changed |= found != useful[i];
                useful[i] = found;
            }
        }
        return useful;
    }

    /** Builds from the end to the start. What is built when it is full has no meaning. */
    private static final class Builder {

        final List<@Nullable Step> steps = new ArrayList<>();
        final List<Step.Count> counts = new ArrayList<>();
        final Map<CharacterSet, Integer> sets = new HashMap<>();

        private int possibleCounts;

        boolean isFull() {
            return steps.size() > MAX_STEPS || possibleCounts > MAX_COUNTS;
        }

        int add(@Nullable Step step) {
            steps.add(step);
            return steps.size() - 1;
        }

        /** Adds the expression before a step; returns the number of its first step. */
        int add(Expression expression, int next) {
            if (isFull()) {
                return next;
            }
            return switch (expression) {
                case Characters(CharacterSet set) -> add(new Step.Read(numberOf(set), next));
                case Sequence(List<Expression> parts) -> {
                    int first = next;
                    for (Expression part : parts.reversed()) {
                        first = add(part, first);
                    }
                    yield first;
                }
                case Choice(List<Expression> alternatives) -> {
                    int first = add(alternatives.getLast(), next);
                    for (int i = alternatives.size() - 2; i >= 0; i--) {
                        first = add(new Step.Fork(add(alternatives.get(i), next), first));
                    }
                    yield first;
                }
                case Repetition repetition -> addRepetition(repetition, next);
                case Assertion assertion -> add(new Step.Require(assertion, next));
            };
        }

        private int numberOf(CharacterSet set) {
            return sets.computeIfAbsent(set, key -> sets.size());
        }

        private int addRepetition(Repetition repetition, int next) {
            if (repetition.most() == Repetition.UNBOUNDED) {
                int first = add((Step) null);
                int body = add(repetition.body(), first);
                steps.set(first, new Step.Fork(body, next));
                return addRounds(repetition.body(), repetition.least(), repetition.least(), first);
            }
            return addRounds(repetition.body(), repetition.least(), repetition.most(), next);
        }

        private int addRounds(Expression body, int least, int most, int next) {
            if (most > MAX_WRITTEN_OUT && single(body) instanceof Characters(CharacterSet set)) {
                Step.Count count = new Step.Count(counts.size(), numberOf(set), least, most, next);
                counts.add(count);
                possibleCounts += most;
                return add(count);
            }
            int first = next;
            for (int i = least; i < most && !isFull(); i++) {
                first = add(new Step.Fork(add(body, first), next));
            }
            for (int i = 0; i < least && !isFull(); i++) {
                int round = add(body, first);
                if (round == first) {
                    // It is empty, and remains so.
                    break;
                }
                first = round;
            }
            return first;
        }

        /** What a group has in it, if that is one part only. */
        private static Expression single(Expression expression) {
            return switch (expression) {
                case Sequence(List<Expression> parts) when parts.size() == 1 ->
                        single(parts.getFirst());
                case Choice(List<Expression> alternatives) when alternatives.size() == 1 ->
                        single(alternatives.getFirst());
                case Sequence _, Choice _, Characters _, Repetition _, Assertion _ -> expression;
            };
        }
    }
}
