package io.tabularium.adapter.jdbc.write;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** What the writer thread has done since the start. Thread-safe. */
public final class WriterStatistics implements MeterBinder {

    private static final int[] BATCH_SIZES = {1, 2, 4, 8, 16, 32, 64, 128, 256, 512};

    private volatile @Nullable DistributionSummary batchSizes;
    private final LongAdder groups = new LongAdder();
    private final LongAdder writes = new LongAdder();
    private final LongAdder waitedNanos = new LongAdder();
    private final LongAdder commits = new LongAdder();
    private final LongAdder commitNanos = new LongAdder();

    /** A write is taken up after it has waited. */
    void countWrite(long nanos) {
        writes.increment();
        waitedNanos.add(nanos);
    }

    /** So many writes are taken up together. */
    void countGroup(int size) {
        groups.increment();
        @Nullable DistributionSummary sizes = batchSizes;
        if (sizes != null) {
            sizes.record(size);
        }
    }

    public void countCommit(long nanos) {
        commits.increment();
        commitNanos.add(nanos);
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        FunctionCounter.builder("tabularium.writer.groups", groups, LongAdder::sum)
                .description("Groups of single writes that were taken up together")
                .register(registry);
        batchSizes =
                DistributionSummary.builder("tabularium.writer.batch.size")
                        .description("Single writes that were taken up together")
                        .serviceLevelObjectives(
                                Arrays.stream(BATCH_SIZES).asDoubleStream().toArray())
                        .register(registry);
        FunctionTimer.builder(
                        "tabularium.writer.wait",
                        this,
                        statistics -> statistics.writes.sum(),
                        statistics -> statistics.waitedNanos.sum(),
                        TimeUnit.NANOSECONDS)
                .description("How many single writes were taken up, and how long they waited")
                .register(registry);
        FunctionTimer.builder(
                        "tabularium.writer.commit",
                        this,
                        statistics -> statistics.commits.sum(),
                        statistics -> statistics.commitNanos.sum(),
                        TimeUnit.NANOSECONDS)
                .description("Commits of groups of single writes")
                .register(registry);
    }
}
