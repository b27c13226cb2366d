package io.tabularium.contract;

/** What a store may lack. What it lacks is asserted too: a store that is not durable forgets. */
public enum StoreCapability {
    /** Records outlive the store's being closed. */
    DURABLE,
    /** Schemas that contradict the stored ones are refused. */
    GUARDS_SCHEMAS,
    /** Indexes hold texts of any length. */
    INDEXES_LONG_TEXTS
}
