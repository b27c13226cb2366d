package io.tabularium.adapter.duckdb.engine;

import io.tabularium.adapter.duckdb.engine.DatabaseNotOpened.Fault;

import java.math.BigInteger;
import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the engine says when it cannot open a file, told apart by its words. It puts that it was
 * replaying the log before every cause, so that this alone says nothing about the log.
 */
public final class OpeningFault {

    private static final Pattern NO_MEMORY =
            Pattern.compile(
                    "Out of Memory Error: |failed to pin block of size"
                            + "|(failed to|could not) allocate (block|data) of size");

    /** Beside failures of their own kind, as the cause of a commit that failed. */
    private static final Pattern FILE_FAILED =
            Pattern.compile(
                    ": (Could not (read|write|open|sync|truncate|seek|move|remove)|Cannot open file) ");

    private static final Pattern WRONG_CHECKSUM =
            Pattern.compile(
                    "Corrupt database file: computed checksum .* in block at location ([0-9]+)");

    private static final BigInteger FIRST_BLOCK = BigInteger.valueOf(12_288);

    private OpeningFault() {}

    /** What a failure to open a file, or to read it in full, comes from. */
    public static Fault of(SQLException failure) {
        String message = String.valueOf(failure.getMessage());
        if (message.contains("Could not set lock")) {
            return Fault.HELD;
        }
        if (message.contains("not a valid DuckDB database")) {
            return Fault.NO_DATABASE;
        }
        if (message.contains("newer version of DuckDB")) {
            return Fault.TOO_NEW;
        }
        return ofOpenedFile(message);
    }

    private static Fault ofOpenedFile(String message) {
        if (NO_MEMORY.matcher(message).find()) {
            return Fault.MEMORY;
        }
        if (isOfBlock(message)) {
            return Fault.BLOCK_DAMAGED;
        }
        // The log may be whole: it is the file that lacks what is to be changed.
        if (message.contains("Corrupt database file")
                || message.contains("Could not read enough bytes")) {
            return Fault.DAMAGED;
        }
        // The 1.5 line calls a checksum that does not match a failure of input and output.
        if (message.contains("Corrupt WAL file") || message.contains("read WAL of version")) {
            return Fault.LOG_DAMAGED;
        }
        if (message.startsWith("IO Error: ") || FILE_FAILED.matcher(message).find()) {
            return Fault.DISK;
        }
        return message.contains("Failure while replaying") ? Fault.LOG_DAMAGED : Fault.OTHER;
    }

    /** Before the first block lie the headers, and what they say cannot be healed. */
    private static boolean isOfBlock(String message) {
        Matcher checksum = WRONG_CHECKSUM.matcher(message);
        return checksum.find() && new BigInteger(checksum.group(1)).compareTo(FIRST_BLOCK) >= 0;
    }

    /** The reason for operators. */
    public static String reason(Fault fault, SQLException failure) {
        return switch (fault) {
            case HELD -> "another process has it open";
            case NO_DATABASE -> "the file is not a DuckDB database";
            case TOO_NEW -> "the file was written by a newer version of DuckDB";
            case DAMAGED, BLOCK_DAMAGED -> "the file is damaged (" + firstLine(failure) + ")";
            case LOG_DAMAGED ->
                    "its write-ahead log cannot be replayed (" + firstLine(failure) + ")";
            case MEMORY -> "the memory limit is too small to open it (" + firstLine(failure) + ")";
            case DISK -> "a file cannot be read or written (" + firstLine(failure) + ")";
            case OTHER -> firstLine(failure);
        };
    }

    /** What the engine says, without its hints. */
    public static String firstLine(SQLException failure) {
        return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
    }
}
