package io.tabularium.adapter.command;

import java.util.List;
import java.util.Optional;

/** The program behind the command line. */
public interface Program {

    /**
     * Makes ready what a command needs, and serves no requests.
     *
     * @param settings options of the form {@code --name.of.setting=value}
     */
    Ports prepare(List<String> settings);

    /** What an operator can do about a failure, in words for people; empty if it is not known. */
    Optional<String> explain(Exception failure);
}
