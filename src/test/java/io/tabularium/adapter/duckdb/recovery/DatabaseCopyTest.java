package io.tabularium.adapter.duckdb.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

final class DatabaseCopyTest {

    private static final byte[] BYTES = new byte[3_000_000];

    @TempDir private Path directory;

    @Test
    void keepsTheLockOfTheFileThatItCopies() throws Exception {
        Path file = Files.write(directory.resolve("records.duckdb"), BYTES);
        try (FileChannel held = open(file);
                FileLock lock = held.lock()) {
            DatabaseCopy copy = new DatabaseCopy(file, held);

            copy.make();

            assertThat(lock.isValid()).isTrue();
            assertThat(copy.copied()).hasBinaryContent(BYTES);
            assertThat(isLockedForOthers(file)).isTrue();
        }
        assertThat(isLockedForOthers(file)).isFalse();
    }

    /** A process knows its own locks, so another one is asked. */
    private static boolean isLockedForOthers(Path file) throws Exception {
        Process other =
                new ProcessBuilder(
                                ProcessHandle.current().info().command().orElseThrow(),
                                "--class-path",
                                System.getProperty("java.class.path"),
                                OtherProcess.class.getName(),
                                file.toString())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        return switch (other.waitFor()) {
            case OtherProcess.LOCKED -> true;
            case OtherProcess.FREE -> false;
            default -> throw new AssertionError("the other process failed");
        };
    }

    private static FileChannel open(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    /**
     * Tries to lock the file that the argument names, and ends with what it found as its status.
     */
    static final class OtherProcess {

        static final int FREE = 10;
        static final int LOCKED = 11;

        private OtherProcess() {}

        public static void main(String[] arguments) throws IOException {
            try (FileChannel channel = open(Path.of(arguments[0]))) {
                System.exit(channel.tryLock() == null ? LOCKED : FREE);
            }
        }
    }
}
