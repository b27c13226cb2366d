package io.tabularium.adapter.command;

import java.io.IOException;
import java.util.List;

/** The work of one command, whose options are parsed. */
interface Work {

    /**
     * Does it to its end, once, on the main thread.
     *
     * @return the result, for people, to be printed line by line
     * @throws CommandRefused if it cannot be done, with the reason
     * @throws IOException if files cannot be read or written
     * @throws InterruptedException if it was cancelled
     */
    List<String> perform(Ports ports) throws IOException, InterruptedException;
}
