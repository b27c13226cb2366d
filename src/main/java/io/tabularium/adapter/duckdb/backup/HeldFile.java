package io.tabularium.adapter.duckdb.backup;

import io.tabularium.domain.maintenance.BackupRefused;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A database file that no other process can open meanwhile; the engine locks in the same way. */
record HeldFile(@Nullable FileChannel channel) implements AutoCloseable {

    /**
     * Holds the file, or nothing where there is none.
     *
     * @throws BackupRefused if another process has it open
     */
    static HeldFile of(Path database) throws IOException {
        if (!Files.exists(database)) {
            return new HeldFile(null);
        }
        FileChannel channel =
                FileChannel.open(database, StandardOpenOption.READ, StandardOpenOption.WRITE);
        if (channel.tryLock() == null) {
            channel.close();
            throw new BackupRefused(
                    "The database %s cannot be replaced: another process has it open."
                            .formatted(database));
        }
        return new HeldFile(channel);
    }

    /** Whether there is a file that is held. */
    boolean isPresent() {
        return channel != null;
    }

    @Override
    public void close() throws IOException {
        if (channel != null) {
            channel.close();
        }
    }
}
