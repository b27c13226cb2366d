package io.tabularium;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the records API. */
@SpringBootApplication(proxyBeanMethods = false)
public final class TabulariumApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(TabulariumApplication.class, arguments);
    }
}
