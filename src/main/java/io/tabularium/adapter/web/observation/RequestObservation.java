package io.tabularium.adapter.web.observation;

import io.micrometer.core.instrument.MeterRegistry;
import io.tabularium.domain.schema.SchemaCatalog;

import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/** Has every request that Tomcat answers observed. */
@Component
final class RequestObservation
        implements WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory>, AutoCloseable {

    private final RequestLog log = new RequestLog();
    private final RequestObserver observer;

    RequestObservation(SchemaCatalog catalog, MeterRegistry registry, RequestSampling sampling) {
        log.bindTo(registry);
        this.observer = new RequestObserver(catalog, new RequestMeters(registry), log, sampling);
    }

    @Override
    public void customize(ConfigurableTomcatWebServerFactory factory) {
        factory.addEngineValves(observer);
    }

    /** After the server, and so with the last request. */
    @Override
    public void close() {
        log.close();
    }
}
