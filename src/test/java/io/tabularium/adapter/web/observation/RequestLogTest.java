package io.tabularium.adapter.web.observation;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

class RequestLogTest {

    private static final int MANY = 50_000;

    private final Logger logger = (Logger) LoggerFactory.getLogger(RequestLog.LOGGER);
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final CountDownLatch console = new CountDownLatch(1);
    private final AtomicInteger written = new AtomicInteger();

    /** A console that takes nothing until it is told to. */
    private final AppenderBase<ILoggingEvent> appender =
            new AppenderBase<>() {
                @Override
                protected void append(ILoggingEvent event) {
                    try {
                        console.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    written.incrementAndGet();
                }
            };

    @BeforeEach
    void listen() {
        appender.start();
        logger.addAppender(appender);
        logger.setAdditive(false);
        logger.setLevel(Level.INFO);
    }

    @AfterEach
    void leave() {
        logger.detachAppender(appender);
        logger.setAdditive(true);
        logger.setLevel(null);
    }

    @Test
    void leavesLinesOutWhenTheConsoleIsStuckAndCountsThem() {
        RequestLog log = new RequestLog();
        log.bindTo(registry);
        for (int i = 0; i < MANY; i++) {
            log.add(request());
        }
        double dropped = registry.get("tabularium.request.log.dropped").functionCounter().count();
        assertThat(dropped).isPositive();

        console.countDown();
        log.close();

        assertThat(written.get() + dropped).isEqualTo(MANY);
    }

    @Test
    void writesTheLastLinesWhenItIsClosed() {
        console.countDown();
        RequestLog log = new RequestLog();
        log.add(request());
        log.close();

        assertThat(written).hasValue(1);
    }

    @Test
    void isOffByTheLevelOfItsLogger() {
        console.countDown();
        logger.setLevel(Level.WARN);
        RequestLog log = new RequestLog();
        log.add(request());
        log.close();

        assertThat(log.isOn()).isFalse();
        assertThat(written).hasValue(0);
    }

    private static AnsweredRequest request() {
        return new AnsweredRequest(
                Operation.GET, "airports", Outcome.SUCCESS, 200, 1_000, 0, 10, null, null, "t");
    }
}
