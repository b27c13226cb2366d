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
 * behind it. Counted repetitions are written out, so that its size is their product. Immutable.
 */
final class Program {

    /** The only step that is not followed by another. */
    static final int MATCH = 0;

    /** More steps would make each character of a text too expensive. */
    static final int MAX_STEPS = 20_000;

    /** One step. */
    sealed interface Step {

        /** The end of a match. */
        record Match() implements Step {}

        /** Reads a character of the set with that number. */
        record Read(int set, int next) implements Step {}

        /** Goes on at both. */
        record Fork(int next, int other) implements Step {}

        /** Goes on if the assertion holds. */
        record Require(Assertion assertion, int next) implements Step {}
    }

    private final Step[] steps;
    private final CharacterSet[] sets;
    private final int start;
    private final boolean[] usefulLater;

    private Program(Builder builder, int start) {
        this.steps = builder.steps.toArray(Step[]::new);
        this.sets = builder.sets.keySet().toArray(CharacterSet[]::new);
        builder.sets.forEach((set, number) -> sets[number] = set);
        this.start = start;
        this.usefulLater = usefulLater(steps);
    }

    /** The program of the expression, or empty where it has more than {@link #MAX_STEPS} steps. */
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
                            case Step.Match _, Step.Read _ -> true;
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
        final Map<CharacterSet, Integer> sets = new HashMap<>();

        boolean isFull() {
            return steps.size() > MAX_STEPS;
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
                case Characters(CharacterSet set) -> {
                    int number = sets.computeIfAbsent(set, key -> sets.size());
                    yield add(new Step.Read(number, next));
                }
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

        private int addRepetition(Repetition repetition, int next) {
            int first = next;
            if (repetition.most() == Repetition.UNBOUNDED) {
                first = add((Step) null);
                int body = add(repetition.body(), first);
                steps.set(first, new Step.Fork(body, next));
            } else {
                for (int i = repetition.least(); i < repetition.most() && !isFull(); i++) {
                    first = add(new Step.Fork(add(repetition.body(), first), next));
                }
            }
            for (int i = 0; i < repetition.least() && !isFull(); i++) {
                int body = add(repetition.body(), first);
                if (body == first) {
                    // It is empty, and remains so.
                    break;
                }
                first = body;
            }
            return first;
        }
    }
}
