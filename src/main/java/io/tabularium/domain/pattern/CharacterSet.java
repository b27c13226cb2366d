package io.tabularium.domain.pattern;

import org.jspecify.annotations.Nullable;

import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * A set of code points, given as an expression for Java's engine that matches one of them. Two sets
 * of the same text are equal.
 */
public final class CharacterSet {

    private final String java;
    private final Predicate<String> test;

    /**
     * @param java a literal or a class, such as {@code [a-z]}
     */
    public CharacterSet(String java) {
        this.java = java;
        this.test = Pattern.compile(java).asMatchPredicate();
    }

    boolean contains(int codePoint) {
        return test.test(Character.toString(codePoint));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CharacterSet set && java.equals(set.java);
    }

    @Override
    public int hashCode() {
        return java.hashCode();
    }

    @Override
    public String toString() {
        return java;
    }
}
