package io.tabularium.adapter.key;

import java.util.Locale;

/** The two ways to use records. */
public enum Use {
    READ,
    WRITE;

    private final String text = name().toLowerCase(Locale.ROOT);

    /** As grants and problems have it. */
    public String text() {
        return text;
    }
}
