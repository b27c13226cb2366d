package io.tabularium.contract;

import java.util.stream.IntStream;

/**
 * A pattern in which {@code %} stands for any text, {@code _} for any one code point, and {@code \}
 * makes the code point that follows stand for itself.
 */
final class LikePattern {

    private static final int ANY_TEXT = -1;
    private static final int ANY_ONE = -2;

    private final int[] elements;
    private final boolean ignoringCase;

    /**
     * @param ignoringCase whether each code point counts as its simple lower case (Unicode's
     *     UnicodeData.txt), on both sides
     * @throws IllegalArgumentException if an escape ends the pattern
     */
    LikePattern(String pattern, boolean ignoringCase) {
        this.ignoringCase = ignoringCase;
        IntStream.Builder compiled = IntStream.builder();
        int[] codePoints = pattern.codePoints().toArray();
        for (int i = 0; i < codePoints.length; i++) {
            switch (codePoints[i]) {
                case '%' -> compiled.add(ANY_TEXT);
                case '_' -> compiled.add(ANY_ONE);
                case '\\' -> {
                    i++;
                    if (i == codePoints.length) {
                        throw new IllegalArgumentException("an escape ends the pattern");
                    }
                    compiled.add(fold(codePoints[i]));
                }
                default -> compiled.add(fold(codePoints[i]));
            }
        }
        elements = compiled.build().toArray();
    }

    boolean matches(String text) {
        return matches(0, text.codePoints().map(this::fold).toArray(), 0);
    }

    private boolean matches(int element, int[] text, int position) {
        if (element == elements.length) {
            return position == text.length;
        }
        if (elements[element] == ANY_TEXT) {
            return IntStream.rangeClosed(position, text.length)
                    .anyMatch(rest -> matches(element + 1, text, rest));
        }
        return position < text.length
                && (elements[element] == ANY_ONE || elements[element] == text[position])
                && matches(element + 1, text, position + 1);
    }

    private int fold(int codePoint) {
        return ignoringCase ? Character.toLowerCase(codePoint) : codePoint;
    }
}
