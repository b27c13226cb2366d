package io.tabularium.configuration;

import io.tabularium.configuration.setting.ClientProperties;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

import java.time.Duration;

/**
 * Ends the process with status 0 when it served and was then told to stop, by SIGTERM or SIGINT:
 * the JVM's own status would be that of a process which a signal killed. A start that failed, a
 * command and a want of memory keep theirs. Before anything is closed, requests are served for a
 * while in which readiness is down.
 */
@Component
@Profile("!command")
final class OrderlyExit {

    private static final Logger LOG = LoggerFactory.getLogger(OrderlyExit.class);

    private final ApplicationContext context;
    private final Duration drainTime;
    private volatile boolean serving;

    OrderlyExit(ApplicationContext context, ClientProperties clients) {
        this.context = context;
        this.drainTime = clients.drainTime();
    }

    /** From now on an end is an orderly one; the handler runs when everything is closed. */
    @EventListener(ApplicationReadyEvent.class)
    void begin() {
        serving = true;
        SpringApplication.getShutdownHandlers().add(OrderlyExit::end);
    }

    /**
     * Returns when the drain time is over. Spring has taken readiness down before, and closes the
     * server afterwards.
     */
    @EventListener
    @Order(0)
    void drain(ContextClosedEvent closing) {
        if (!serving || !closing.getApplicationContext().equals(context) || drainTime.isZero()) {
            return;
        }
        LOG.atInfo().addKeyValue("millis", drainTime.toMillis()).log("draining");
        try {
            Thread.sleep(drainTime);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void end() {
        LOG.atInfo().log("stopped");
        Runtime.getRuntime().halt(0);
    }
}
