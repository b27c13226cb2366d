package io.tabularium.domain;

/** Text of a client's as a message may repeat it: so much of it that it can be recognised. */
public final class Quoted {

    private static final int MAX_CHARACTERS = 100;
    private static final String ELLIPSIS = "…";

    private Quoted() {}

    /**
     * The text in single quotes, cut where it has more than {@value #MAX_CHARACTERS} characters.
     */
    public static String of(String text) {
        return "'" + cut(text, MAX_CHARACTERS) + "'";
    }

    /** The text up to so many characters, none of them halved, and a mark where it went on. */
    public static String cut(String text, int max) {
        if (text.length() <= max) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(max - 1)) ? max - 1 : max;
        return text.substring(0, end) + ELLIPSIS;
    }
}
