package io.tabularium.adapter.web.access;

import java.util.Locale;

/** The two ways to use records. */
public enum Use {
    READ,
    WRITE;

    private final String text = name().toLowerCase(Locale.ROOT);

    /** As grants and problems have it. */
    String text() {
        return text;
    }
}
