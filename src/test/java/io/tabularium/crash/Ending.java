package io.tabularium.crash;

/** How a server ends. */
enum Ending {
    /** At any moment under load. */
    UNDER_LOAD,
    /** When a commit has just reached the write-ahead log, or is on its way. */
    AT_COMMIT,
    /** When the write-ahead log is about to be merged into the file, or just was. */
    AT_CHECKPOINT,
    /** While a table is rewritten in the order of its schema. */
    WHILE_CLUSTERING,
    /** Before it is ready, when it replays what the last one left. */
    AT_START,
    /** Before it is ready, when it brings tables to what the schemas say. */
    AT_SCHEMA_CHANGE,
    /** By SIGTERM: the one that is no kill. */
    ORDERLY;

    boolean beforeReady() {
        return this == AT_START || this == AT_SCHEMA_CHANGE;
    }
}
