package io.tabularium;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file system of its own in memory, which is soon full. For Linux, and for its administrator. */
final class SmallDisk implements AutoCloseable {

    private final Path folder;

    private SmallDisk(Path folder) {
        this.folder = folder;
    }

    /** Whether one can be made here. */
    static boolean isAvailable(Path folder) {
        try {
            Path tried = Files.createDirectories(folder.resolve("tried"));
            boolean available = run("mount", "-t", "tmpfs", "none", tried.toString()) == 0;
            return available && run("umount", tried.toString()) == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** Makes one in a folder, with room for so many bytes, until this is closed. */
    static SmallDisk in(Path folder, long bytes) {
        try {
            String size = "size=" + bytes;
            if (run("mount", "-t", "tmpfs", "-o", size, "none", folder.toString()) != 0) {
                throw new AssertionError("no file system can be made");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new SmallDisk(folder);
    }

    Path folder() {
        return folder;
    }

    /** Leaves no room but for so many bytes. */
    void fill(long left) throws IOException {
        long room = Files.getFileStore(folder).getUsableSpace();
        Files.write(ballast(), new byte[(int) Math.max(0, room - left)]);
    }

    /** Gives the room back. */
    void free() throws IOException {
        Files.delete(ballast());
    }

    @Override
    public void close() throws IOException {
        // Lazily: a process that was killed may hold a file a little longer.
        run("umount", "-l", folder.toString());
    }

    private Path ballast() {
        return folder.resolve("ballast");
    }

    private static int run(String... command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            String output =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int code = process.waitFor();
            if (code != 0) {
                System.err.println(String.join(" ", command) + ": " + output);
            }
            return code;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
