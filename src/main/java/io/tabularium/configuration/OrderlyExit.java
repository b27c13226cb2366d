package io.tabularium.configuration;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Ends the process with status 0 when it served and was then told to stop, by SIGTERM or SIGINT:
 * the JVM's own status would be that of a process which a signal killed. A start that failed, a
 * command and a want of memory keep theirs.
 */
@Component
@Profile("!command")
final class OrderlyExit {

    private static final Logger LOG = LoggerFactory.getLogger(OrderlyExit.class);

    /** From now on an end is an orderly one; the handler runs when everything is closed. */
    @EventListener(ApplicationReadyEvent.class)
    void begin() {
        SpringApplication.getShutdownHandlers().add(OrderlyExit::end);
    }

    private static void end() {
        LOG.atInfo().log("stopped");
        Runtime.getRuntime().halt(0);
    }
}
