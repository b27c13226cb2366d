package io.tabularium.crash;

/**
 * Which record it is, whatever identifier the server gives it: its schema, the client it belongs
 * to, and that client's own number for it. The last two are properties that never change.
 */
record Identity(String schema, String owner, long serial) {

    static Identity of(String schema, RecordState state) {
        return new Identity(
                schema,
                (String) state.data().get("owner"),
                ((Number) state.data().get("serial")).longValue());
    }
}
