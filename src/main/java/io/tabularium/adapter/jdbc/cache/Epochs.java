package io.tabularium.adapter.jdbc.cache;

/**
 * The epochs of one schema, and how many writes that end them are under way. Immutable.
 *
 * @param states in which a place and a version name one state of a record: ended when storage is
 *     opened anew
 * @param records in which records are kept: ended by a write that does not say which it replaces
 * @param answers in which pages and counts are kept: ended by every write
 * @param sweeping writes under way that do not say which records they replace
 * @param writing writes under way
 */
record Epochs(long states, long records, long answers, int sweeping, int writing) {

    Epochs beginWrite(long epoch) {
        return new Epochs(states, records, epoch, sweeping, writing + 1);
    }

    Epochs endWrite() {
        return new Epochs(states, records, answers, sweeping, writing - 1);
    }

    Epochs beginSweep(long epoch) {
        return new Epochs(states, epoch, epoch, sweeping + 1, writing + 1);
    }

    /** Ends all epochs. */
    Epochs forget(long epoch) {
        return new Epochs(epoch, epoch, epoch, sweeping, writing);
    }

    Epochs endSweep() {
        return new Epochs(states, records, answers, sweeping - 1, writing - 1);
    }

    /** Whether records may be kept: not while one may be replaced that nobody knows of. */
    boolean keepsRecords() {
        return sweeping == 0;
    }

    boolean keepsAnswers() {
        return writing == 0;
    }
}
