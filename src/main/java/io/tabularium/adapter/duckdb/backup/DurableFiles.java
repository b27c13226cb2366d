package io.tabularium.adapter.duckdb.backup;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Changes to files that outlive a power loss once they have returned. */
public final class DurableFiles {

    private static final int BUFFER = 1 << 20;

    private DurableFiles() {}

    /** Brings what was written to a file to the disk. */
    public static void sync(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    public static void write(Path file, byte[] bytes) throws IOException {
        Files.write(file, bytes);
        sync(file);
    }

    /** Copies a file, in place of what has the target's name. */
    public static void copy(Path from, Path to) throws IOException {
        Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
        sync(to);
    }

    /**
     * Copies the file that a channel is open on, in place of what has the target's name. The file
     * is not opened again: the operating system gives up a process's lock on a file as soon as the
     * process closes the file anywhere (POSIX, fcntl).
     */
    public static void copy(FileChannel from, Path to) throws IOException {
        try (FileChannel target =
                FileChannel.open(
                        to,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
            long size = from.size();
            long copied = 0;
            while (copied < size) {
                copied += from.transferTo(copied, size - copied, target);
            }
            target.force(true);
        }
    }

    /** Gives a file another name in its directory, at once and in place of what has that name. */
    public static void rename(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        syncNames(to);
    }

    /**
     * Gives a file a name that no file has; its first name stays, or goes where the file system
     * knows but one.
     *
     * @throws FileAlreadyExistsException if a file has that name by now; it is left alone
     */
    static void nameOnce(Path file, Path free) throws IOException {
        try {
            Files.createLink(free, file);
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (UnsupportedOperationException | FileSystemException e) {
            Files.move(file, free);
        }
        syncNames(free);
    }

    /** Gives a file a second name; where the file system has no such thing, it is copied. */
    public static void link(Path file, Path second) throws IOException {
        try {
            Files.createLink(second, file);
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (UnsupportedOperationException | FileSystemException e) {
            copy(file, second);
        }
        syncNames(second);
    }

    /** Brings the names in a file's directory to the disk. */
    public static void syncNames(Path file) throws IOException {
        Path directory = file.toAbsolutePath().getParent();
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** The SHA-256 of a file, hexadecimal. */
    static String sha256(Path file) throws IOException {
        MessageDigest digest = sha256();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            byte[] buffer = new byte[BUFFER];
            int read;
            do {
                read = in.read(buffer);
            } while (read >= 0);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
