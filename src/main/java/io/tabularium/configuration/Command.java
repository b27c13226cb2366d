package io.tabularium.configuration;

import java.io.IOException;
import java.util.List;
import java.util.Set;

/**
 * Something that the process does instead of serving requests. {@code --tabularium.command} calls
 * it by the name of its bean; of all beans only that one is made, and what it needs.
 *
 * @param options the names of the options that it takes, without dashes; settings, which have a dot
 *     in their names, can always be given
 */
record Command(Set<String> options, Work work) {

    Command {
        options = Set.copyOf(options);
    }

    /** A command that takes no options. */
    Command(Work work) {
        this(Set.of(), work);
    }

    /** The work itself, done once, on the main thread. */
    @FunctionalInterface
    interface Work {

        /**
         * Does it to its end.
         *
         * @return the result, for people, to be printed line by line
         * @throws CommandRefused if it cannot be done, with the reason
         * @throws IOException if files cannot be read or written
         * @throws InterruptedException if it was cancelled
         */
        List<String> perform(CommandOptions options) throws IOException, InterruptedException;
    }
}
