package io.tabularium.adapter.duckdb.engine;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times as they stand in the names of files, in UTC: later ones sort behind earlier ones. */
public final class TimesInNames {

    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmssSSS'Z'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private TimesInNames() {}

    /** Writes a time to the millisecond, such as {@code 20260131T235959999Z}. */
    public static String of(Instant time) {
        return FORMAT.format(time);
    }
}
