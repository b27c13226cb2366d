package io.tabularium.configuration;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.ApplicationArguments;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What stands on the command line behind a command: {@code --name=value}, or {@code --name}. */
final class CommandOptions {

    private final ApplicationArguments arguments;

    CommandOptions(ApplicationArguments arguments) {
        this.arguments = arguments;
    }

    /**
     * The value of an option, empty where it is not given.
     *
     * @throws CommandRefused if it is given without a value, or twice
     */
    Optional<String> value(String name) {
        @Nullable List<String> values = arguments.getOptionValues(name);
        if (values == null) {
            return Optional.empty();
        }
        if (values.size() != 1 || values.getFirst().isEmpty()) {
            throw new CommandRefused("The option --%s takes one value.".formatted(name));
        }
        return Optional.of(values.getFirst());
    }

    /**
     * The value of an option.
     *
     * @throws CommandRefused if it is not given, or not once
     */
    String required(String name) {
        return value(name)
                .orElseThrow(
                        () -> new CommandRefused("The option --%s is missing.".formatted(name)));
    }

    /**
     * Nothing is ignored in silence.
     *
     * @throws CommandRefused if anything is given that is neither known nor a setting
     */
    void requireOnly(Set<String> known) {
        Set<String> unknown = new TreeSet<>(arguments.getNonOptionArgs());
        arguments.getOptionNames().stream()
                .filter(name -> !name.contains(".") && !known.contains(name))
                .map(name -> "--" + name)
                .forEach(unknown::add);
        if (!unknown.isEmpty()) {
            throw new CommandRefused(
                    "The command does not take %s.".formatted(String.join(", ", unknown)));
        }
    }
}
