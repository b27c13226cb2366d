package io.tabularium.adapter.command;

/** A command cannot be done; the message, for the operator, says why. */
public final class CommandRefused extends RuntimeException {

    private static final long serialVersionUID = 1;

    public CommandRefused(String message) {
        super(message);
    }
}
