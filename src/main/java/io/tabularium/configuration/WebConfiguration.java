package io.tabularium.configuration;

import io.tabularium.adapter.web.Limits;

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
                properties.defaultPageSize(),
                properties.maxPageSize(),
                properties.maxFilterConditions(),
                properties.maxSortFields(),
                Math.toIntExact(properties.maxBodySize().toBytes()),
                properties.maxBulkArrayRecords());
    }
}
