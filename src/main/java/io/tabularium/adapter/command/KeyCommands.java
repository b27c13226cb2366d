package io.tabularium.adapter.command;

import io.tabularium.adapter.key.OperatorKeys;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** What operators do with API keys; a server that runs heeds it within a second. */
@Command(
        name = "keys",
        description = "Create, list and revoke API keys.",
        mixinStandardHelpOptions = true,
        subcommands = {KeyCommands.Create.class, KeyCommands.Names.class, KeyCommands.Revoke.class})
final class KeyCommands {

    @Command(
            name = "create",
            description = "Make a key and print it, this once.",
            mixinStandardHelpOptions = true)
    static final class Create implements Work {

        @Option(names = "--name", required = true, description = "By which it is logged.")
        private String name = "";

        @Option(
                names = "--grants",
                required = true,
                split = ",",
                description = "What it allows, such as records:*:read,records:airports:write.")
        private List<String> grants = List.of();

        @Option(
                names = "--expires",
                converter = InstantConverter.class,
                description = "A date, of which the beginning in UTC counts, or an instant.")
        private @Nullable Instant expires;

        @Override
        public List<String> perform(Ports ports) throws IOException {
            OperatorKeys keys = ports.keys();
            return asked(() -> keys.create(name, grants, Optional.ofNullable(expires)));
        }
    }

    @Command(
            name = "list",
            description = "List the keys in the file: names, grants, expiry.",
            mixinStandardHelpOptions = true)
    static final class Names implements Work {

        @Override
        public List<String> perform(Ports ports) throws IOException {
            OperatorKeys keys = ports.keys();
            return asked(keys::list);
        }
    }

    @Command(
            name = "revoke",
            description = "Take a key out of the file.",
            mixinStandardHelpOptions = true)
    static final class Revoke implements Work {

        @Option(names = "--name", required = true, description = "Of the key.")
        private String name = "";

        @Override
        public List<String> perform(Ports ports) throws IOException {
            OperatorKeys keys = ports.keys();
            return asked(() -> keys.revoke(name));
        }
    }

    private KeyCommands() {}

    @FunctionalInterface
    private interface Request {
        List<String> perform() throws IOException;
    }

    private static List<String> asked(Request request) throws IOException {
        try {
            return request.perform();
        } catch (IllegalArgumentException e) {
            throw new CommandRefused(String.valueOf(e.getMessage()));
        }
    }

    /** A date stands for its beginning in UTC. */
    private static final class InstantConverter implements ITypeConverter<Instant> {

        @Override
        public Instant convert(String text) {
            try {
                return text.contains("T")
                        ? Instant.parse(text)
                        : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
            } catch (DateTimeException e) {
                throw new TypeConversionException(
                        "a date (2027-01-31) or an instant (2027-01-31T12:00:00Z) is expected");
            }
        }
    }
}
