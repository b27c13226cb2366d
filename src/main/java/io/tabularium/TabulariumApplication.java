package io.tabularium;

import io.tabularium.adapter.command.TabulariumCommand;
import io.tabularium.configuration.SpringProgram;

import org.springframework.boot.autoconfigure.SpringBootApplication;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.OptionalInt;
import java.util.TimeZone;

/** Starts the records API, or does the one thing that a command of the command line names. */
@SpringBootApplication(proxyBeanMethods = false)
public final class TabulariumApplication {

    public static void main(String[] arguments) {
        // DuckDB's driver reads instants, and binds dates, by way of the process's own time zone,
        // where clocks that were put forward or back make them other ones.
        TimeZone.setDefault(TimeZone.getTimeZone(ZoneOffset.UTC));
        SpringProgram program = new SpringProgram(TabulariumApplication.class);
        OptionalInt status =
                TabulariumCommand.perform(
                        arguments,
                        program,
                        new PrintWriter(System.out, true, StandardCharsets.UTF_8),
                        new PrintWriter(System.err, true, StandardCharsets.UTF_8));
        if (status.isPresent()) {
            System.exit(status.getAsInt());
        }
        program.serve(arguments);
    }
}
