package io.tabularium.adapter.command;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

import java.io.PrintWriter;
import java.util.OptionalInt;

/**
 * The command line as a whole. Status 0 says that a command was done, 1 that it was refused or
 * failed, 2 that it was not understood.
 */
@Command(
        name = "tabularium",
        description = "A records API of the schemas in a folder.",
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        subcommands = {
            ServeCommand.class,
            KeyCommands.class,
            BackupCommand.class,
            VerifyBackupCommand.class,
            RestoreCommand.class,
            CheckCommand.class,
            RebuildIndexesCommand.class,
            ExportCommand.class,
            ImportCommand.class
        },
        footer = {
            "",
            "Settings, such as --server.port=80 or --tabularium.duckdb.path=FILE, can be given to"
                    + " every command, or by environment variables and files.",
            "Without a command the program serves requests."
        })
public final class TabulariumCommand {

    /** To serve instead, when a script still asks for a backup so, would be a surprise. */
    private static final String FORMER_FORM = "--tabularium.command=";

    private TabulariumCommand() {}

    /**
     * Does what the arguments ask for.
     *
     * @param output of results
     * @param errors of everything else
     * @return the status with which the process is to end; empty if it is to serve requests
     */
    public static OptionalInt perform(
            String[] arguments, Program program, PrintWriter output, PrintWriter errors) {
        Arguments split = Arguments.of(arguments);
        if (split.settings().stream().anyMatch(setting -> setting.startsWith(FORMER_FORM))) {
            errors.println("A command is a word of its own, such as: tabularium backup");
            return OptionalInt.of(CommandLine.ExitCode.USAGE);
        }
        CommandLine line = new CommandLine(new TabulariumCommand()).setOut(output).setErr(errors);
        ParseResult parsed;
        try {
            parsed = line.parseArgs(split.words().toArray(String[]::new));
        } catch (ParameterException e) {
            return OptionalInt.of(misunderstood(e, errors));
        }
        @Nullable Integer help = CommandLine.executeHelpRequest(parsed);
        if (help != null) {
            return OptionalInt.of(help);
        }
        while (parsed.hasSubcommand()) {
            parsed = parsed.subcommand();
        }
        return switch (parsed.commandSpec().userObject()) {
            case Work work ->
                    OptionalInt.of(new Performance(program, output, errors).of(work, split));
            case KeyCommands _ ->
                    OptionalInt.of(
                            misunderstood(
                                    new ParameterException(
                                            parsed.commandSpec().commandLine(),
                                            "One of the commands for keys is missing."),
                                    errors));
            default -> OptionalInt.empty();
        };
    }

    private static int misunderstood(ParameterException fault, PrintWriter errors) {
        errors.println(fault.getMessage());
        CommandLine.UnmatchedArgumentException.printSuggestions(fault, errors);
        fault.getCommandLine().usage(errors);
        return CommandLine.ExitCode.USAGE;
    }
}
