package io.tabularium.adapter.duckdb.engine;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * The room that a database takes on disk, in bytes.
 *
 * @param fileBytes of the database file
 * @param logBytes of the write-ahead log, 0 where there is none
 * @param tempBytes of what queries have spilled
 * @param freeBytes that are left on the disk of the database file
 */
record DatabaseFiles(long fileBytes, long logBytes, long tempBytes, long freeBytes) {

    /**
     * @throws IOException if a file cannot be looked at
     * @throws UncheckedIOException likewise
     */
    static DatabaseFiles of(Path path, @Nullable Path tempDirectory) throws IOException {
        return new DatabaseFiles(
                size(path),
                size(path.resolveSibling(path.getFileName() + ".wal")),
                tempDirectory == null ? 0 : sizeOfAll(tempDirectory),
                Files.getFileStore(path).getUsableSpace());
    }

    private static long sizeOfAll(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.mapToLong(DatabaseFiles::size).sum();
        } catch (NoSuchFileException e) {
            return 0;
        }
    }

    /** Files come and go meanwhile. */
    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (NoSuchFileException e) {
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
