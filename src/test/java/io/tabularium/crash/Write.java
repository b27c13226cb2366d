package io.tabularium.crash;

import java.util.Map;
import java.util.Optional;

/**
 * What a request does if it is done at all: to all of its records, or to none.
 *
 * @param after the state of each record that it touches; empty if it deletes the record
 */
record Write(Map<Identity, Optional<RecordState>> after) {

    /** Of a request that must be refused. */
    static final Write NONE = new Write(Map.of());

    static Write of(Identity identity, RecordState after) {
        return new Write(Map.of(identity, Optional.of(after)));
    }

    static Write deletion(Identity identity) {
        return new Write(Map.of(identity, Optional.empty()));
    }
}
