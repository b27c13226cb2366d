package io.tabularium.adapter.web.upload;

import io.tabularium.domain.TabulariumException.Overloaded;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * The room on disk for bodies that are received before they are loaded, and the number of slow
 * uploads: bounded for all callers together, and for each. Thread-safe.
 */
final class SpoolRoom {

    /** What is always left on the disk, for the database. */
    private static final long RESERVE_BYTES = 1L << 30;

    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final UploadLimits limits;
    private final Map<String, Taken> callers = new HashMap<>();
    private long bytes;

    private static final class Taken {
        private long bytes;
        private int slow;
    }

    SpoolRoom(UploadLimits limits) {
        this.limits = limits;
    }

    /** The share of a caller. */
    Share share(String caller) {
        return new Share(caller);
    }

    /** What one caller has. Thread-safe. */
    final class Share {

        private final String caller;

        private Share(String caller) {
            this.caller = caller;
        }

        /** Takes room for more bytes; returns false if there is none. */
        boolean take(long more) {
            return SpoolRoom.this.take(caller, more);
        }

        void giveBack(long fewer) {
            SpoolRoom.this.giveBack(caller, fewer);
        }

        /**
         * Counts one more slow upload.
         *
         * @throws Overloaded if the caller has as many as it may
         */
        void enter() {
            SpoolRoom.this.enter(caller);
        }

        /** Counts one slow upload less. */
        void leave() {
            SpoolRoom.this.leave(caller);
        }

        /** Whether it could have so many bytes if it had nothing else. */
        boolean canEverHold(long wanted) {
            return wanted <= limits.bytesOfCaller();
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

    private synchronized boolean take(String caller, long more) {
        Taken taken = callers.computeIfAbsent(caller, name -> new Taken());
        boolean there =
                bytes + more <= limits.maxBytes()
                        && taken.bytes + more <= limits.bytesOfCaller()
                        && isLeftOnDisk(more);
        if (there) {
            bytes += more;
            taken.bytes += more;
        }
        forgetIfNothing(caller, taken);
        return there;
    }

    private synchronized void giveBack(String caller, long fewer) {
        Taken taken = callers.get(caller);
        if (taken != null) {
            bytes -= fewer;
            taken.bytes -= fewer;
            forgetIfNothing(caller, taken);
        }
    }

    private synchronized void enter(String caller) {
        Taken taken = callers.computeIfAbsent(caller, name -> new Taken());
        if (taken.slow >= limits.slowOfCaller()) {
            throw new Overloaded(
                    "Too many slow uploads of this caller are under way.", RETRY_AFTER);
        }
        taken.slow++;
    }

    private synchronized void leave(String caller) {
        Taken taken = callers.get(caller);
        if (taken != null) {
            taken.slow--;
            forgetIfNothing(caller, taken);
        }
    }

    private void forgetIfNothing(String caller, Taken taken) {
        if (taken.bytes == 0 && taken.slow == 0) {
            callers.remove(caller);
        }
    }

    private boolean isLeftOnDisk(long more) {
        @Nullable Path existing = limits.directory().toAbsolutePath();
        while (existing != null && Files.notExists(existing)) {
            existing = existing.getParent();
        }
        return existing != null && existing.toFile().getUsableSpace() - more >= RESERVE_BYTES;
    }
}
