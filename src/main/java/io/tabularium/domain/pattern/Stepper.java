package io.tabularium.domain.pattern;

import io.tabularium.domain.pattern.Alphabet.Letter;
import io.tabularium.domain.pattern.Expression.Assertion;
import io.tabularium.domain.pattern.Place.Left;
import io.tabularium.domain.pattern.Program.Step.Count;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.List;

/**
 * Takes a program over one letter at a time, all ways at once. The cost of a letter is at most the
 * size of the program. If the program counts, the letters must be those of one text from its start
 * on. Used by one thread.
 */
final class Stepper {

    private final Program program;

    /** Steps that were pushed at the present letter, by its mark. */
    private final int[] pushed;

    private final int[] stack;
    private int stacked;

    /** Steps behind the present letter. */
    private final int[] reached;

    private final int[] isReached;
    private int reachedCount;

    /** The counts of the program, by number. */
    private final List<Count> counts;

    private final Counter[] counters;

    /** The numbers of the counters that were not empty before the present letter. */
    private final int[] counting;

    private int countingCount;

    /** Letters that were taken, which are also the mark of the present one. */
    private int mark;

    private long work;

    Stepper(Program program) {
        this.program = program;
        this.pushed = new int[program.size()];
        this.stack = new int[program.size()];
        this.reached = new int[program.size()];
        this.isReached = new int[program.size()];
        this.counts = program.counts();
        this.counters =
                counts.stream()
                        .map(count -> new Counter(count.least(), count.most()))
                        .toArray(Counter[]::new);
        this.counting = new int[counters.length];
    }

    /** Whether a repetition that is counted has begun and not ended. */
    boolean isCounting() {
        for (int i = 0; i < countingCount; i++) {
            if (!counters[counting[i]].isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /** How many steps of the program have been looked at. */
    long work() {
        return work;
    }

    /**
     * The place behind a letter.
     *
     * @param letter null for the end of the text, behind which there is none
     * @return null where a match was found before the letter
     */
    @Nullable Place step(Place from, @Nullable Letter letter) {
        mark++;
        stacked = 0;
        reachedCount = 0;
        for (int step : from.steps()) {
            push(step);
        }
        endCounts();
        while (stacked > 0) {
            work++;
            switch (program.step(stack[--stacked])) {
                case Program.Step.Match _ -> {
                    return null;
                }
                case Program.Step.Read(int set, int next) -> {
                    if (letter != null && letter.isIn(set)) {
                        reach(next);
                    }
                }
                case Count count -> {
                    begin(count.number());
                    if (count.least() == 0) {
                        push(count.next());
                    }
                }
                case Program.Step.Fork(int next, int other) -> {
                    push(next);
                    push(other);
                }
                case Program.Step.Require(Assertion assertion, int next) -> {
                    if (holds(assertion, from.left(), letter)) {
                        push(next);
                    }
                }
            }
        }
        count(letter);
        reach(program.start());
        int[] steps = Arrays.copyOf(reached, reachedCount);
        Arrays.sort(steps);
        return new Place(steps, letter != null && letter.word() ? Left.WORD : Left.OTHER);
    }

    private void begin(int number) {
        if (counters[number].isEmpty()) {
            counting[countingCount++] = number;
        }
        counters[number].begin(mark);
    }

    /** Goes on behind the counts that may end before the present letter. */
    private void endCounts() {
        int kept = 0;
        for (int i = 0; i < countingCount; i++) {
            int number = counting[i];
            work++;
            if (counters[number].mayEnd(mark)) {
                push(counts.get(number).next());
            }
            if (!counters[number].isEmpty()) {
                counting[kept++] = number;
            }
        }
        countingCount = kept;
    }

    private void count(@Nullable Letter letter) {
        for (int i = 0; i < countingCount; i++) {
            int number = counting[i];
            if (letter == null || !letter.isIn(counts.get(number).set())) {
                counters[number].clear();
            }
        }
    }

    private void push(int step) {
        if (pushed[step] != mark) {
            pushed[step] = mark;
            stack[stacked++] = step;
        }
    }

    private void reach(int step) {
        if (isReached[step] != mark && program.isUsefulLater(step)) {
            isReached[step] = mark;
            reached[reachedCount++] = step;
            work++;
        }
    }

    private static boolean holds(Assertion assertion, Left left, @Nullable Letter letter) {
        boolean wordOnRight = letter != null && letter.word();
        return switch (assertion) {
            case START -> left == Left.NOTHING;
            case END -> letter == null;
            case WORD_BOUNDARY -> (left == Left.WORD) != wordOnRight;
            case NO_WORD_BOUNDARY -> (left == Left.WORD) == wordOnRight;
        };
    }
}
