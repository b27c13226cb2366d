package io.tabularium;

import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

import java.time.ZoneOffset;
import java.util.TimeZone;

/** Starts the records API, or does the one thing that {@code --tabularium.command} names. */
@SpringBootApplication(proxyBeanMethods = false)
public final class TabulariumApplication {

    public static void main(String[] arguments) {
        // DuckDB's driver reads instants, and binds dates, by way of the process's own time zone,
        // where clocks that were put forward or back make them other ones.
        TimeZone.setDefault(TimeZone.getTimeZone(ZoneOffset.UTC));
        SpringApplication application = new SpringApplication(TabulariumApplication.class);
        if (new DefaultApplicationArguments(arguments).containsOption("tabularium.command")) {
            command(application, arguments);
        } else {
            application.run(arguments);
        }
    }

    /** The profile has nothing started but what the command needs: the database may be closed. */
    private static void command(SpringApplication application, String[] arguments) {
        // The log gives way to what the command prints.
        System.setOut(System.err);
        application.setAdditionalProfiles("command");
        System.exit(SpringApplication.exit(application.run(arguments)));
    }
}
