package io.tabularium.domain.pattern;

import io.tabularium.domain.pattern.Alphabet.Letter;
import io.tabularium.domain.pattern.Place.Left;
import io.tabularium.domain.pattern.TextPattern.Search;

import org.jspecify.annotations.Nullable;

/**
 * An expression with long counted repetitions of one character, such as {@code ^.{0,10000}$}. Its
 * program is taken over the text step by step: deterministic states would be as many as the counts.
 * A character costs at most the size of the program, whatever the counts are.
 */
final class CountingPattern implements TextPattern {

    private final Program program;
    private final Alphabet alphabet;

    CountingPattern(Program program) {
        this.program = program;
        this.alphabet = new Alphabet(program.sets(), program.asksForWords());
    }

    @Override
    public Search search(String text, MatchBudget budget) {
        budget.grant(text.length());
        Stepper stepper = new Stepper(program);
        Place place = new Place(new int[] {program.start()}, Left.NOTHING);
        long paid = 0;
        for (int at = 0; at < text.length(); ) {
            int codePoint = text.codePointAt(at);
            Letter letter = alphabet.letterOf(codePoint);
            @Nullable Place next = stepper.step(place, letter);
            if (next == null) {
                return Search.FOUND;
            }
            if (next.steps().length == 0 && !stepper.isCounting()) {
                return Search.ABSENT;
            }
            if (!budget.take(stepper.work() - paid)) {
                return Search.UNDECIDED;
            }
            paid = stepper.work();
            place = next;
            at += Character.charCount(codePoint);
        }
        return stepper.step(place, null) == null ? Search.FOUND : Search.ABSENT;
    }
}
