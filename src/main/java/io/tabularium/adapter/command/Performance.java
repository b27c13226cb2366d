package io.tabularium.adapter.command;

import io.tabularium.domain.TabulariumException;
import io.tabularium.domain.maintenance.BackupRefused;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import picocli.CommandLine.ExitCode;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;

/** Does the work of a command, prints what came of it, and says by a status what that is. */
record Performance(Program program, PrintWriter output, PrintWriter errors) {

    private static final Logger LOG = LoggerFactory.getLogger(Performance.class);

    int of(Work work, Arguments arguments) {
        @Nullable Ports ports = prepared(arguments);
        if (ports == null) {
            return ExitCode.SOFTWARE;
        }
        try (Cancellation _ = Cancellation.ofThisThread()) {
            work.perform(ports).forEach(output::println);
            // What cannot be printed, a new key for example, is lost.
            return output.checkError() ? ExitCode.SOFTWARE : ExitCode.OK;
        } catch (Exception e) {
            errors.println(reason(e));
            errors.flush();
        } catch (Error e) {
            // Threads of the storage would keep the process from its end.
            LOG.atError().setCause(e).log("command_failed");
        }
        return ExitCode.SOFTWARE;
    }

    /** Null if the program does not start, of which it has told. */
    private @Nullable Ports prepared(Arguments arguments) {
        try {
            return program.prepare(arguments.settings());
        } catch (RuntimeException e) {
            LOG.atDebug().setCause(e).log("command_not_begun");
            return null;
        }
    }

    /** What the operator can do something about is told in its own words. */
    private String reason(Exception failure) {
        Optional<String> known = program.explain(failure);
        return known.orElseGet(
                () ->
                        switch (failure) {
                            case CommandRefused refused -> String.valueOf(refused.getMessage());
                            case BackupRefused refused -> String.valueOf(refused.getMessage());
                            case TabulariumException told -> String.valueOf(told.getMessage());
                            case InterruptedException _ -> "The command was cancelled.";
                            case IOException broken ->
                                    "A file cannot be read or written: " + broken.getMessage();
                            default -> {
                                LOG.atError().setCause(failure).log("command_failed");
                                yield "The command failed; the log says why.";
                            }
                        });
    }
}
