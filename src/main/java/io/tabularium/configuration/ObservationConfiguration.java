package io.tabularium.configuration;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.observation.ObservationPredicate;
import io.tabularium.adapter.duckdb.engine.DatabaseSampler;
import io.tabularium.adapter.duckdb.engine.DuckDbDatabase;
import io.tabularium.adapter.duckdb.engine.DuckDbSettings;
import io.tabularium.adapter.jdbc.SlowQueries;
import io.tabularium.adapter.web.observation.RequestSampling;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.server.observation.ServerRequestObservationContext;

import java.time.Duration;

/** What can be seen of the service from outside, beyond what its parts tell of themselves. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LogProperties.class)
class ObservationConfiguration {

    /** Finer than metrics are scraped, as a rule, and too seldom to cost anything. */
    private static final Duration SAMPLING_INTERVAL = Duration.ofSeconds(5);

    @Bean
    SlowQueries slowQueries(LogProperties properties) {
        return new SlowQueries(properties.slowQuery());
    }

    @Bean
    RequestSampling requestSampling(LogProperties properties) {
        return new RequestSampling(properties.oneReadIn());
    }

    @Bean
    DatabaseSampler databaseSampler(DuckDbDatabase database, DuckDbSettings settings) {
        return new DatabaseSampler(database, settings, SAMPLING_INTERVAL);
    }

    @Bean
    MeterBinder engineMemoryLimit(DuckDbProperties properties) {
        double bytes = properties.memory().toBytes();
        return registry ->
                Gauge.builder("tabularium.duckdb.memory.limit", () -> bytes)
                        .description("Memory that the engine may use")
                        .baseUnit("bytes")
                        .register(registry);
    }

    /**
     * Spring measures the requests of the operator's endpoints; those of the API are measured once,
     * by schema and operation, from their first byte to their last.
     */
    @Bean
    ObservationPredicate requestsOfOperators(WebEndpointProperties endpoints) {
        return (name, context) ->
                !(context instanceof ServerRequestObservationContext request)
                        || isUnder(endpoints.getBasePath(), request.getCarrier());
    }

    private static boolean isUnder(String path, @Nullable HttpServletRequest request) {
        return request != null && request.getRequestURI().startsWith(path);
    }
}
