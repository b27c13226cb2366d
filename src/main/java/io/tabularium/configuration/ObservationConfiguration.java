package io.tabularium.configuration;

import io.micrometer.observation.ObservationPredicate;
import io.tabularium.adapter.jdbc.SlowQueries;
import io.tabularium.adapter.web.observation.RequestSampling;
import io.tabularium.configuration.setting.LogProperties;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.server.observation.ServerRequestObservationContext;

/** What can be seen of the service from outside, beyond what its parts tell of themselves. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LogProperties.class)
class ObservationConfiguration {

    @Bean
    SlowQueries slowQueries(LogProperties properties) {
        return new SlowQueries(properties.slowQuery());
    }

    @Bean
    RequestSampling requestSampling(LogProperties properties) {
        return new RequestSampling(properties.oneReadIn());
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
