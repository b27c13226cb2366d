package io.tabularium.configuration;

import ch.qos.logback.classic.spi.ILoggingEvent;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.json.JsonWriter.Members;
import org.springframework.boot.logging.structured.StructuredLoggingJsonMembersCustomizer;

import java.util.regex.Pattern;

/**
 * Gives structured lines of ours their event's name as {@code event.action}, as the Elastic Common
 * Schema has it. Spring Boot makes it by its name in the settings.
 */
final class EventAction implements StructuredLoggingJsonMembersCustomizer<ILoggingEvent> {

    /** The messages of libraries are sentences. */
    private static final Pattern EVENT = Pattern.compile("[a-z]+(?:_[a-z]+)*");

    @Override
    public void customize(Members<ILoggingEvent> members) {
        members.add("event.action", EventAction::nameOf).whenNotNull();
    }

    private static @Nullable String nameOf(ILoggingEvent event) {
        @Nullable String message = event.getMessage();
        return message != null && EVENT.matcher(message).matches() ? message : null;
    }
}
