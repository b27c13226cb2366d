package io.tabularium.configuration;

import io.tabularium.adapter.web.Limits;
import io.tabularium.adapter.web.PageMemory;
import io.tabularium.adapter.web.body.BodyMemory;
import io.tabularium.adapter.web.body.RequestBodies;
import io.tabularium.adapter.web.bulk.RowWorkers;
import io.tabularium.adapter.web.query.QueryLimits;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the HTTP side needs beyond the use cases. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LimitsProperties.class)
class WebConfiguration {

    @Bean
    Limits limits(LimitsProperties properties) {
        return new Limits(
                new QueryLimits(
                        properties.defaultPageSize(),
                        properties.maxPageSize(),
                        properties.maxFilterConditions(),
                        properties.maxSortFields()),
                Math.toIntExact(properties.maxBodySize().toBytes()),
                properties.maxBulkArrayRecords());
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
    PageMemory pageMemory() {
        return new PageMemory(Runtime.getRuntime().maxMemory() / 4);
    }

    @Bean
    RequestBodies requestBodies(Limits limits, BodyMemory memory) {
        return new RequestBodies(limits.maxBodyBytes(), memory);
    }
}
