package io.tabularium.configuration;

import io.tabularium.adapter.web.Limits;
import io.tabularium.adapter.web.admission.Bulkhead;
import io.tabularium.adapter.web.admission.Bulkheads;
import io.tabularium.adapter.web.admission.Load;
import io.tabularium.adapter.web.body.BodyMemory;
import io.tabularium.adapter.web.body.RequestBodies;
import io.tabularium.adapter.web.pace.PaceFilter;
import io.tabularium.adapter.web.pace.ReadDeadlines;
import io.tabularium.adapter.web.query.QueryLimits;
import io.tabularium.adapter.web.rows.RowWorkers;
import io.tabularium.adapter.web.tomcat.ConnectionLimits;
import io.tabularium.adapter.web.upload.UploadLimits;
import io.tabularium.adapter.web.upload.Uploads;
import io.tabularium.configuration.setting.ClientProperties;
import io.tabularium.configuration.setting.DuckDbProperties;
import io.tabularium.configuration.setting.LimitsProperties;
import io.tabularium.configuration.setting.UploadProperties;
import io.tabularium.domain.record.ReadMemory;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

import java.time.Duration;
import java.util.Map;

/** What the HTTP side needs beyond the use cases. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({
    LimitsProperties.class,
    ClientProperties.class,
    UploadProperties.class
})
class WebConfiguration {

    /** Each is begun for no longer than the patience for uploads. */
    private static final int UPLOADS_BEGUN = 32;

    /** Most are taken at once; the pace bounds how long a client may take. */
    private static final int BULK_ANSWERS = 64;

    /** A row is in the heap several times while it is read: as bytes, as text, as a record. */
    private static final int HEAPS_OF_ROW = 16;

    @Bean
    Limits limits(LimitsProperties properties) {
        int maxBodyBytes = Math.toIntExact(properties.maxBodySize().toBytes());
        long share = Runtime.getRuntime().maxMemory() / HEAPS_OF_ROW;
        return new Limits(
                new QueryLimits(
                        properties.defaultPageSize(),
                        properties.maxPageSize(),
                        properties.maxFilterConditions(),
                        properties.maxSortFields()),
                maxBodyBytes,
                properties.maxBulkArrayRecords(),
                (int) Math.min(maxBodyBytes, share));
    }

    /** A part of the heap, because what is made of a body takes several times its size. */
    @Bean
    BodyMemory bodyMemory(Limits limits) {
        long share = Runtime.getRuntime().maxMemory() / 4;
        return new BodyMemory(Math.max(share, limits.maxBodyBytes()));
    }

    @Bean
    RowWorkers rowWorkers() {
        return new RowWorkers(Runtime.getRuntime().availableProcessors());
    }

    /** A part of the heap, beside that for bodies and that for what is kept. */
    @Bean
    @Primary
    ReadMemory readMemory(LimitsProperties properties) {
        return new ReadMemory(Runtime.getRuntime().maxMemory() / 4, properties.maxWait());
    }

    /** A part of its own: a stream lasts as long as its client reads. */
    @Bean
    ReadMemory streamMemory(LimitsProperties properties) {
        return new ReadMemory(Runtime.getRuntime().maxMemory() / 8, properties.maxStreamWait());
    }

    @Bean
    ConnectionLimits connectionLimits(ClientProperties properties) {
        return new ConnectionLimits(
                properties.connections(),
                properties.idleTimeout(),
                properties.stallTimeout(),
                properties.minTransferRate().toBytes());
    }

    @Bean
    ReadDeadlines readDeadlines() {
        return new ReadDeadlines();
    }

    @Bean
    PaceFilter paceFilter(ConnectionLimits connections, ReadDeadlines deadlines) {
        return new PaceFilter(connections.pace(), deadlines);
    }

    @Bean
    Bulkheads bulkheads(LimitsProperties properties, UploadProperties uploads) {
        return new Bulkheads(
                Map.of(
                        Load.WRITES, size(properties.maxConcurrentWrites(), properties),
                        Load.UPLOADS, size(UPLOADS_BEGUN, properties),
                        Load.SLOW_UPLOADS, new Bulkhead.Size(uploads.maxSlow(), 0, Duration.ZERO),
                        Load.BULKS, size(properties.maxConcurrentBulks(), properties),
                        Load.BULK_ANSWERS, new Bulkhead.Size(BULK_ANSWERS, 0, Duration.ZERO),
                        Load.QUERIES, size(properties.maxConcurrentQueries(), properties),
                        Load.STREAMS, streams(properties),
                        Load.FILES, new Bulkhead.Size(8, 32, properties.maxWait())));
    }

    @Bean
    Uploads uploads(UploadProperties properties, DuckDbProperties file, ReadDeadlines deadlines) {
        return new Uploads(
                new UploadLimits(
                        properties.directoryBeside(file.path()),
                        properties.maxSize().toBytes(),
                        properties.minFree().toBytes(),
                        properties.patience(),
                        properties.minRate().toBytes(),
                        properties.maxWait()),
                deadlines);
    }

    @Bean
    RequestBodies requestBodies(Limits limits, BodyMemory memory, Uploads uploads) {
        return new RequestBodies(limits.maxBodyBytes(), memory, uploads);
    }

    /**
     * A stream takes long, and its client expects that: a later attempt would find no more room.
     */
    private static Bulkhead.Size streams(LimitsProperties properties) {
        return new Bulkhead.Size(
                properties.maxConcurrentStreams(),
                properties.maxWaiting(),
                properties.maxStreamWait());
    }

    private static Bulkhead.Size size(int limit, LimitsProperties properties) {
        return new Bulkhead.Size(limit, properties.maxWaiting(), properties.maxWait());
    }
}
