package io.tabularium.domain;

/** What is known of whether a value meets a schema. */
public enum Verdict {
    MET,
    VIOLATED,
    /** The budget of the record was spent first. */
    UNDECIDED
}
