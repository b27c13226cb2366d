package io.tabularium.adapter.command;

import io.tabularium.domain.TabulariumException;
import io.tabularium.domain.maintenance.BackupRefused;

import picocli.CommandLine.ExitCode;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;

/** Does the work of a command, prints what came of it, and says by a status what that is. */
record Performance(Program program, PrintWriter output, PrintWriter errors) {

    int of(Work work, Arguments arguments) {
        Ports ports = program.prepare(arguments.settings());
        try {
            work.perform(ports).forEach(output::println);
            output.flush();
            return ExitCode.OK;
        } catch (Exception e) {
            errors.println(reason(e));
            errors.flush();
            return ExitCode.SOFTWARE;
        }
    }

    /**
     * What the operator can do something about is told in its own words.
     *
     * @throws RuntimeException the failure itself, where it is of any other kind
     */
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
                            case RuntimeException other -> throw other;
                            default -> throw new IllegalStateException(failure);
                        });
    }
}
