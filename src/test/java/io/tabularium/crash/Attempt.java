package io.tabularium.crash;

import java.util.Map;
import java.util.Set;

/**
 * A request, what it does, and what it may be answered.
 *
 * @param name for the history
 * @param done the status that says that it was done
 * @param refusals statuses that say that nothing was done
 * @param report members that the answer must have, for bulk loads
 */
record Attempt(
        String name,
        Request request,
        Write write,
        int done,
        Set<Integer> refusals,
        Map<String, Long> report) {

    /** A write of one record. */
    static Attempt single(String name, Request request, Write write, int done) {
        return new Attempt(name, request, write, done, Set.of(), Map.of());
    }

    /** The same, where another client may hold the code that it sets. */
    Attempt orRefused(Set<Integer> statuses) {
        return new Attempt(name, request, write, done, statuses, report);
    }
}
