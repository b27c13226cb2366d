package io.tabularium.domain;

/**
 * The room that a report has for violations. A violation that finds none closes the room for all
 * later ones, so that a report has the first violations and never later ones instead. Not
 * thread-safe.
 */
public final class ReportRoom {

    /**
     * Bytes of violations in a report. A whole report has at most 1 MiB; 64 KiB of it are for its
     * other members, of which the path of the request may be the longest.
     */
    public static final int MAX_BYTES = 960 * 1024;

    private long left;

    /** The room of a whole report. */
    public ReportRoom() {
        this(MAX_BYTES);
    }

    private ReportRoom(long bytes) {
        this.left = bytes;
    }

    /** No room at all: violations are counted. */
    static ReportRoom none() {
        return new ReportRoom(0);
    }

    /** Whether no violation finds room any more. */
    boolean isClosed() {
        return left <= 0;
    }

    /**
     * Takes the room for a violation; returns false, and closes the room, if there is too little.
     */
    public boolean take(Violation violation) {
        left = violation.size() <= left ? left - violation.size() : 0;
        return !isClosed();
    }
}
