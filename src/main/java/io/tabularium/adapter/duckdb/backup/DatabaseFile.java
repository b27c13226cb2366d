package io.tabularium.adapter.duckdb.backup;

import io.tabularium.adapter.duckdb.engine.DuckDbSettings;
import io.tabularium.adapter.duckdb.engine.TimesInNames;
import io.tabularium.domain.maintenance.BackupRefused;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;

/**
 * The database file and its write-ahead log, while nobody has them open. At any moment the file's
 * name leads to the old database or to a new one that is whole: it is renamed over the old one,
 * which has a second name by then.
 */
public final class DatabaseFile {

    private final Path file;
    private final Path log;
    private final InstantSource clock;

    public DatabaseFile(DuckDbSettings settings, InstantSource clock) {
        this.file = Objects.requireNonNull(settings.path()).toAbsolutePath();
        this.log = sibling(".wal");
        this.clock = clock;
    }

    /** Writes a new database file. */
    @FunctionalInterface
    public interface Source<E extends Exception> {

        /**
         * Writes it, so that it outlives a power loss.
         *
         * @param incoming does not exist
         */
        void write(Path incoming) throws IOException, E;
    }

    /** Refuses where there is a database already. */
    public void requireNone() {
        if (Files.exists(file) || Files.exists(log)) {
            throw new BackupRefused("There is a database %s already.".formatted(file));
        }
    }

    /**
     * Puts a new database in the place of this one.
     *
     * @return where the old one is now, its log beside it; empty if there was none
     * @throws BackupRefused if another process has the database open, or has made it meanwhile;
     *     nothing has changed then
     * @throws IOException if files cannot be written; the database is as it was then
     */
    public <E extends Exception> Optional<Path> replace(Source<E> source) throws IOException, E {
        Files.createDirectories(file.getParent());
        Path incoming = sibling(".incoming");
        try (HeldFile old = HeldFile.of(file)) {
            Files.deleteIfExists(incoming);
            source.write(incoming);
            // Held too: a server must not begin a log of it before the old one's is gone.
            try (HeldFile _ = HeldFile.of(incoming)) {
                return exchange(old, incoming);
            }
        } finally {
            Files.deleteIfExists(incoming);
        }
    }

    private Optional<Path> exchange(HeldFile old, Path incoming) throws IOException {
        Path aside = sibling(".replaced-" + TimesInNames.of(clock.instant()));
        boolean logLeftBehind = Files.exists(log);
        if (old.isPresent()) {
            DurableFiles.link(file, aside);
            setLogAside(aside);
            DurableFiles.rename(incoming, file);
        } else {
            putInFreePlace(incoming);
            setLogAside(aside);
        }
        // It would be replayed into the new one, were it not that the engine refuses that.
        if (Files.deleteIfExists(log)) {
            DurableFiles.syncNames(log);
        }
        return old.isPresent() || logLeftBehind ? Optional.of(aside) : Optional.empty();
    }

    /** What nobody could hold may have been made meanwhile, and hold what was acknowledged. */
    private void putInFreePlace(Path incoming) throws IOException {
        try {
            DurableFiles.nameOnce(incoming, file);
        } catch (FileAlreadyExistsException e) {
            throw new BackupRefused(
                    "A database %s was made meanwhile; it is left as it is.".formatted(file), e);
        }
    }

    private void setLogAside(Path aside) throws IOException {
        if (Files.exists(log)) {
            DurableFiles.link(log, aside.resolveSibling(aside.getFileName() + ".wal"));
        }
    }

    private Path sibling(String suffix) {
        return file.resolveSibling(file.getFileName() + suffix);
    }
}
