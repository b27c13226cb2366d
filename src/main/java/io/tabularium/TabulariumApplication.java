package io.tabularium;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

import java.time.ZoneOffset;
import java.util.TimeZone;

/** Starts the records API. */
@SpringBootApplication(proxyBeanMethods = false)
public final class TabulariumApplication {

    public static void main(String[] arguments) {
        // DuckDB's driver reads instants, and binds dates, by way of the process's own time zone,
        // where clocks that were put forward or back make them other ones.
        TimeZone.setDefault(TimeZone.getTimeZone(ZoneOffset.UTC));
        SpringApplication.run(TabulariumApplication.class, arguments);
    }
}
