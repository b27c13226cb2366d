package io.tabularium.adapter.web.access;

/** Whether callers must say who they are. */
public enum Protection {
    /** Whoever reaches the service may do everything. */
    OPEN,
    /** Callers send credentials, and may do what is granted to those. */
    PROTECTED
}
