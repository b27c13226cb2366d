package io.tabularium.configuration;

/** A command cannot be done; the message, for the operator, says why. */
final class CommandRefused extends RuntimeException {

    CommandRefused(String message) {
        super(message);
    }
}
