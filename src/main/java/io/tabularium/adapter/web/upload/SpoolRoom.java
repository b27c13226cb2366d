package io.tabularium.adapter.web.upload;

import io.tabularium.adapter.web.admission.CallerShares;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.UUID;

/**
 * The room on disk for bodies that are received before they are loaded, bounded for all callers
 * together and for each. Thread-safe.
 */
final class SpoolRoom {

    private final UploadLimits limits;
    private final CallerShares shares;
    private long taken;

    SpoolRoom(UploadLimits limits) {
        this.limits = limits;
        this.shares = CallerShares.halves(limits.maxBytes());
    }

    /** Why there is no room. */
    enum Refusal {
        /** The caller has all that one caller may have. */
        SHARE_IS_FULL,
        /** All callers together have all that they may have. */
        ROOM_IS_FULL,
        /** The rest of the disk is left for the database. */
        DISK_IS_FULL
    }

    /** The room of a caller, see {@link io.tabularium.adapter.web.access.Caller#idOf}. */
    Share share(String caller) {
        return new Share(caller);
    }

    /** What one caller has. Thread-safe. */
    final class Share {

        private final String caller;

        private Share(String caller) {
            this.caller = caller;
        }

        /** Takes room for more bytes, or returns why there is none. */
        @Nullable Refusal take(long bytes) {
            return SpoolRoom.this.take(caller, bytes);
        }

        void giveBack(long bytes) {
            SpoolRoom.this.giveBack(caller, bytes);
        }

        /** Whether it could have that many bytes if it had nothing else. */
        boolean canEverHold(long bytes) {
            return bytes <= shares.share();
        }

        /**
         * A new file, which is gone when it is closed or the process ends, however it ends.
         *
         * @throws IOException if it cannot be made
         */
        FileChannel open() throws IOException {
            Files.createDirectories(limits.directory());
            // Unlinked at once where the system can do that, and else when it is closed.
            return FileChannel.open(
                    limits.directory().resolve(UUID.randomUUID() + ".upload"),
                    Set.of(
                            StandardOpenOption.CREATE_NEW,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE,
                            StandardOpenOption.DELETE_ON_CLOSE));
        }
    }

    private synchronized @Nullable Refusal take(String caller, long bytes) {
        if (taken + bytes > limits.maxBytes()) {
            return Refusal.ROOM_IS_FULL;
        }
        if (usableBytes() - bytes < limits.minFreeBytes()) {
            return Refusal.DISK_IS_FULL;
        }
        if (!shares.take(caller, bytes)) {
            return Refusal.SHARE_IS_FULL;
        }
        taken += bytes;
        return null;
    }

    private synchronized void giveBack(String caller, long bytes) {
        shares.giveBack(caller, bytes);
        taken -= bytes;
    }

    /** Of the disk that the directory is on, or would be made on. */
    private long usableBytes() {
        @Nullable Path existing = limits.directory().toAbsolutePath();
        while (existing != null && Files.notExists(existing)) {
            existing = existing.getParent();
        }
        return existing == null ? 0 : existing.toFile().getUsableSpace();
    }
}
