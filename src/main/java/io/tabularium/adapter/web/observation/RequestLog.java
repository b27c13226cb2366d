package io.tabularium.adapter.web.observation;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/**
 * Writes a line for each request, on a thread of its own: requests hand their lines over and wait
 * for no console. Lines that come faster than they can be written are left out, and counted.
 * Thread-safe.
 */
final class RequestLog implements MeterBinder, AutoCloseable {

    /** The name under which lines are turned off. */
    static final String LOGGER = "io.tabularium.requests";

    private static final Logger LOG = LoggerFactory.getLogger(LOGGER);

    /** Half a second of the fastest requests. */
    private static final int CAPACITY = 16_384;

    /** Waking the thread for each line would cost requests more than the line. */
    private static final long PAUSE_NANOS = Duration.ofMillis(50).toNanos();

    private static final double MICROS_PER_MILLI = 1_000;

    private static final Duration LAST_LINES = Duration.ofSeconds(2);

    private final BlockingQueue<AnsweredRequest> waiting = new ArrayBlockingQueue<>(CAPACITY);
    private final LongAdder dropped = new LongAdder();
    private final Thread thread;
    private volatile boolean closed;

    /** Starts the thread. */
    RequestLog() {
        this.thread = Thread.ofPlatform().daemon().name("request-log").start(this::run);
    }

    /** Whether lines are written at all. */
    boolean isOn() {
        return LOG.isInfoEnabled();
    }

    /** Never waits. */
    void add(AnsweredRequest request) {
        if (isOn() && !waiting.offer(request)) {
            dropped.increment();
        }
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        FunctionCounter.builder("tabularium.request.log.dropped", dropped, LongAdder::sum)
                .description("Requests whose line was left out because too many waited")
                .register(registry);
    }

    /** Writes what waits, within a short time. */
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        try {
            thread.join(LAST_LINES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        List<AnsweredRequest> lines = new ArrayList<>();
        boolean last;
        do {
            last = closed;
            if (!last) {
                LockSupport.parkNanos(this, PAUSE_NANOS);
            }
            waiting.drainTo(lines);
            lines.forEach(RequestLog::write);
            lines.clear();
        } while (!last);
    }

    private static void write(AnsweredRequest request) {
        LoggingEventBuilder line =
                LOG.atInfo()
                        .addKeyValue("trace_id", request.traceId())
                        .addKeyValue("operation", request.operation().tag())
                        .addKeyValue("schema", request.schema())
                        .addKeyValue("outcome", request.outcome().tag())
                        .addKeyValue("status", request.status())
                        .addKeyValue("rows", request.rows())
                        .addKeyValue("ms", millis(request.nanos()))
                        .addKeyValue("bytes_in", request.bytesIn())
                        .addKeyValue("bytes_out", request.bytesOut());
        if (request.problem() != null) {
            line = line.addKeyValue("problem", request.problem().slug());
        }
        line.log("request");
    }

    /** With three decimals. */
    private static double millis(long nanos) {
        return TimeUnit.NANOSECONDS.toMicros(nanos) / MICROS_PER_MILLI;
    }
}
