package io.tabularium.domain.maintenance;

import org.jspecify.annotations.Nullable;

/**
 * A snapshot or an export cannot be used, or may not be used here; the message, for the operator,
 * says why, and may name files.
 */
public final class BackupRefused extends RuntimeException {

    public BackupRefused(String message) {
        this(message, null);
    }

    public BackupRefused(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
