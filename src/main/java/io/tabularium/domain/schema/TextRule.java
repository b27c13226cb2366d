package io.tabularium.domain.schema;

import io.tabularium.domain.Pointer;
import io.tabularium.domain.Quoted;
import io.tabularium.domain.Violations;
import io.tabularium.domain.pattern.TextPattern;

import org.jspecify.annotations.Nullable;

import java.util.function.Predicate;

/** Rules about strings (JSON Schema Validation, sections 6.3 and 7). Lengths are in code points. */
public sealed interface TextRule extends Rule {

    void checkText(String text, Pointer at, Violations violations);

    @Override
    default void check(@Nullable Object value, Pointer at, Violations violations) {
        if (value instanceof String text) {
            checkText(text, at, violations);
        }
    }

    /** {@code minLength}. */
    record MinLength(long limit) implements TextRule {
        @Override
        public void checkText(String text, Pointer at, Violations violations) {
            if (text.codePointCount(0, text.length()) < limit) {
                violations.add(at, "minLength", "must have at least " + limit + " characters");
            }
        }
    }

    /** {@code maxLength}. */
    record MaxLength(long limit) implements TextRule {
        @Override
        public void checkText(String text, Pointer at, Violations violations) {
            if (text.length() > limit && text.codePointCount(0, text.length()) > limit) {
                violations.add(at, "maxLength", "must have at most " + limit + " characters");
            }
        }
    }

    /**
     * {@code pattern}: found anywhere in the text unless it is anchored.
     *
     * @param source as the schema has it, for the message
     */
    record Pattern(String source, TextPattern expression) implements TextRule {

        /** Characters of a pattern that a message repeats. */
        private static final int MAX_SHOWN = 1_000;

        @Override
        public void checkText(String text, Pointer at, Violations violations) {
            switch (expression.search(text, violations.matchBudget())) {
                case FOUND -> {
                    // as it must be
                }
                case ABSENT -> violations.add(at, "pattern", "must match the pattern " + shown());
                case UNDECIDED ->
                        violations.addUndecided(
                                at, "takes too long to match the pattern " + shown());
            }
        }

        private String shown() {
            return Quoted.cut(source, MAX_SHOWN);
        }
    }

    /** {@code format}, asserted; the name is for the message. */
    record Format(String name, Predicate<String> accepts) implements TextRule {
        @Override
        public void checkText(String text, Pointer at, Violations violations) {
            if (!accepts.test(text)) {
                violations.add(at, "format", "must be of the format " + name);
            }
        }
    }
}
