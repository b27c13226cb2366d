package io.tabularium.configuration;

import io.tabularium.domain.TabulariumException;
import io.tabularium.domain.maintenance.BackupRefused;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.ExitCodeGenerator;
import org.springframework.boot.autoconfigure.condition.ConditionalOnNotWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.stereotype.Component;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Performs the command that the process was started for. The result goes to the standard output,
 * everything else, the log included, to the standard error; the status is 0, or 1 where the command
 * was refused or failed.
 */
@Component
@ConditionalOnNotWebApplication
@ConditionalOnProperty(CommandRunner.SETTING)
final class CommandRunner implements ApplicationRunner, ExitCodeGenerator {

    static final String SETTING = "tabularium.command";

    private final ListableBeanFactory beans;
    private int status;

    CommandRunner(ListableBeanFactory beans) {
        this.beans = beans;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        CommandOptions options = new CommandOptions(arguments);
        try {
            print(perform(options));
        } catch (Exception e) {
            System.err.println(reason(e));
            status = 1;
        }
    }

    @Override
    public int getExitCode() {
        return status;
    }

    private List<String> perform(CommandOptions options) throws IOException, InterruptedException {
        Command command = find(options.value(SETTING).orElse(""));
        options.requireOnly(command.options());
        return command.work().perform(options);
    }

    /** Makes no other command than the one: each brings what it needs. */
    private Command find(String name) {
        List<String> names =
                Arrays.stream(beans.getBeanNamesForType(Command.class, true, false))
                        .sorted()
                        .toList();
        if (!names.contains(name)) {
            throw new CommandRefused(
                    "There is no command '%s'; there are %s."
                            .formatted(name, String.join(", ", names)));
        }
        return beans.getBean(name, Command.class);
    }

    private static void print(List<String> lines) {
        PrintStream output =
                new PrintStream(
                        new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        lines.forEach(output::println);
    }

    /**
     * What the operator can do something about is told in its own words.
     *
     * @throws RuntimeException the failure itself, where it is of any other kind
     */
    private static String reason(Exception failure) {
        @Nullable FailureAnalysis known = new StartUpFailureAnalyzer().analyze(failure);
        if (known != null) {
            return known.getDescription() + System.lineSeparator() + known.getAction();
        }
        return switch (failure) {
            case CommandRefused refused -> String.valueOf(refused.getMessage());
            case BackupRefused refused -> String.valueOf(refused.getMessage());
            case TabulariumException told -> String.valueOf(told.getMessage());
            case InterruptedException _ -> "The command was cancelled.";
            case IOException broken -> "A file cannot be read or written: " + broken.getMessage();
            case RuntimeException other -> throw other;
            default -> throw new IllegalStateException(failure);
        };
    }
}
