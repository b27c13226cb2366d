package io.tabularium.adapter.operator;

import io.tabularium.application.command.RunStatus;

import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;

/** What the operator's endpoints tell of every long work. */
public final class RunStatusJson {

    private RunStatusJson() {}

    public static String text(Enum<?> name) {
        return name.name().toLowerCase(Locale.ROOT);
    }

    /** Adds when it began and ended, and why it failed. */
    static void putTimes(RunStatus<?> status, Map<String, Object> json) {
        json.put("started_at", status.startedAt().truncatedTo(ChronoUnit.MILLIS));
        status.endedAt()
                .ifPresent(instant -> json.put("ended_at", instant.truncatedTo(ChronoUnit.MILLIS)));
        status.failure().ifPresent(failure -> json.put("failure", failure));
    }
}
