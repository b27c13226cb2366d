package io.tabularium;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Keeps the files of a process from growing, as a full disk does, without being one: what writes
 * beyond the limit fails. For Linux, and for whoever owns the process.
 */
public final class FileSizeLimit implements AutoCloseable {

    private static final Path COMMAND = Path.of("/usr/bin/prlimit");

    private final long process;

    private FileSizeLimit(long process) {
        this.process = process;
    }

    /** Whether there are such limits here. */
    public static boolean isAvailable() {
        return Files.isExecutable(COMMAND);
    }

    /** Lets no file of a process grow beyond so many bytes until this is closed. */
    public static FileSizeLimit of(long process, long bytes) {
        FileSizeLimit limit = new FileSizeLimit(process);
        limit.set(Long.toString(bytes));
        return limit;
    }

    @Override
    public void close() {
        set("unlimited");
    }

    private void set(String soft) {
        try {
            Process prlimit =
                    new ProcessBuilder(
                                    COMMAND.toString(), "--pid=" + process, "--fsize=" + soft + ":")
                            .redirectErrorStream(true)
                            .start();
            byte[] output = prlimit.getInputStream().readAllBytes();
            if (prlimit.waitFor() != 0) {
                throw new AssertionError(new String(output, StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
