package io.tabularium.adapter.duckdb.recovery;

import io.tabularium.adapter.duckdb.backup.DurableFiles;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A copy of a database file and its logs, beside them, that can take the place of the file. The
 * caller holds the lock of the file, and keeps it here: no other process opens the file meanwhile.
 */
final class DatabaseCopy {

    private static final String COPY_SUFFIX = ".healing";
    private static final String LOG_SUFFIX = ".wal";

    private final Path file;
    private final FileChannel held;
    private final Path copied;

    /**
     * @param held a channel on the file, whose lock is the caller's
     */
    DatabaseCopy(Path file, FileChannel held) {
        this.file = file;
        this.held = held;
        this.copied = file.resolveSibling(file.getFileName() + COPY_SUFFIX);
    }

    /** The database file. */
    Path file() {
        return file;
    }

    /** Its copy. */
    Path copied() {
        return copied;
    }

    /** Copies the file and every log. */
    void make() throws IOException {
        DurableFiles.copy(held, copied);
        copyLogs(copied);
    }

    /**
     * Puts the copied file into the place of the file by one rename. The file and copies of its
     * logs keep a second name; the logs keep their own too, for they belong to the copy as well.
     *
     * @param stamp stands in the second name
     * @return the second name of the file; its logs begin with it
     */
    Path putInPlace(String stamp) throws IOException {
        Path aside = file.resolveSibling(file.getFileName() + ".torn-" + stamp);
        // Not by a link: the engine cuts the log in place.
        copyLogs(aside);
        DurableFiles.link(file, aside);
        DurableFiles.rename(copied, file);
        return aside;
    }

    /** Deletes the copies, of an earlier process too. */
    void delete() throws IOException {
        Files.deleteIfExists(copied);
        for (Path log : logsOf(copied)) {
            Files.delete(log);
        }
    }

    private void copyLogs(Path target) throws IOException {
        for (Path log : logsOf(file)) {
            String suffix = nameOf(log).substring(nameOf(file).length());
            DurableFiles.copy(log, target.resolveSibling(nameOf(target) + suffix));
        }
    }

    /** A checkpoint that was cut off leaves a second log, and a start that was a third. */
    private static List<Path> logsOf(Path database) throws IOException {
        String log = nameOf(database) + LOG_SUFFIX;
        List<String> names = List.of(log, log + ".checkpoint", log + ".recovery");
        try (Stream<Path> files = Files.list(database.getParent())) {
            return files.filter(file -> names.contains(nameOf(file))).sorted().toList();
        }
    }

    private static String nameOf(Path file) {
        return file.getFileName().toString();
    }
}
