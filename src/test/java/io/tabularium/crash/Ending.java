package io.tabularium.crash;

/** How a server ends, or what happens to its database. */
enum Ending {
    /** The server is killed at any moment under load. */
    UNDER_LOAD,
    /** The server is killed when a commit has just reached the log, or is on its way. */
    AT_COMMIT,
    /** The server is killed when the log is about to be merged into the file, or just was. */
    AT_CHECKPOINT,
    /** The server is killed while a table is rewritten in the order of its schema. */
    WHILE_CLUSTERING,
    /** The server is killed before it is ready, while it recovers what the last one left. */
    AT_START,
    /** The server is killed before it is ready, while it brings tables to what the schemas say. */
    AT_SCHEMA_CHANGE,
    /** One of two servers on the database is killed under load. The other one stays. */
    ONE_OF_TWO,
    /** The database ends connections of the server, and then the server is killed. */
    WHEN_CONNECTIONS_ARE_CUT,
    /** The database is killed. The server stays, and is killed after it has found it again. */
    DATABASE_KILLED,
    /** As above, but the database stops at once and tells its clients. */
    DATABASE_STOPPED,
    /** The server is ended by SIGTERM: the one ending that is no kill. */
    ORDERLY;

    /** Whether the server ends before it is ready. */
    boolean beforeReady() {
        return this == AT_START || this == AT_SCHEMA_CHANGE;
    }

    /** Whether the server loses connections to its database. */
    boolean cutsOff() {
        return ofDatabase() || this == WHEN_CONNECTIONS_ARE_CUT;
    }

    /** Whether the database ends and the server stays. */
    boolean ofDatabase() {
        return this == DATABASE_KILLED || this == DATABASE_STOPPED;
    }
}
