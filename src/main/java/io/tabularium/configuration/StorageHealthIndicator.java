package io.tabularium.configuration;

import io.tabularium.adapter.duckdb.DuckDbRecordWriter;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Tells whether storage still takes writes. After a fatal error of the engine it does not, and the
 * process is not ready until it is started again.
 */
@Component
final class StorageHealthIndicator implements HealthIndicator {

    private final DuckDbRecordWriter writer;

    StorageHealthIndicator(DuckDbRecordWriter writer) {
        this.writer = writer;
    }

    @Override
    public Health health() {
        return writer.isAlive() ? Health.up().build() : Health.down().build();
    }
}
