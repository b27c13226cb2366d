package io.tabularium.configuration;

import io.tabularium.adapter.command.Ports;
import io.tabularium.adapter.command.Program;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.diagnostics.FailureAnalysis;

import java.util.List;
import java.util.Optional;

/** The program as Spring puts it together. */
public final class SpringProgram implements Program {

    private final Class<?> main;

    /**
     * @param main the class with the main method
     */
    public SpringProgram(Class<?> main) {
        this.main = main;
    }

    /** Serves requests until the process ends. */
    public void serve(String[] arguments) {
        new SpringApplication(main).run(arguments);
    }

    /** The profile has nothing started but what the command needs: the database may be closed. */
    @Override
    public Ports prepare(List<String> settings) {
        // The log gives way to what the command prints.
        System.setOut(System.err);
        SpringApplication application = new SpringApplication(main);
        application.setAdditionalProfiles(CommandPorts.PROFILE);
        return application.run(settings.toArray(String[]::new)).getBean(Ports.class);
    }

    @Override
    public Optional<String> explain(Exception failure) {
        @Nullable FailureAnalysis known = new StartUpFailureAnalyzer().analyze(failure);
        return Optional.ofNullable(known)
                .map(told -> told.getDescription() + System.lineSeparator() + told.getAction());
    }
}
