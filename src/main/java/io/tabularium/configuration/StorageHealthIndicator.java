package io.tabularium.configuration;

import io.tabularium.adapter.duckdb.DuckDbRecordWriter;
import io.tabularium.adapter.duckdb.engine.DuckDbDatabase;
import io.tabularium.application.command.CheckIndexesHandler;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

import java.util.Optional;

/**
 * Tells whether storage takes reads and writes, and if not, why; what it says names no file. While
 * the database is opened anew after a fatal error of the engine, the process is not ready.
 */
@Component
final class StorageHealthIndicator implements HealthIndicator {

    private static final String REASON = "reason";

    private final DuckDbDatabase database;
    private final DuckDbRecordWriter writer;
    private final CheckIndexesHandler indexes;

    StorageHealthIndicator(
            DuckDbDatabase database, DuckDbRecordWriter writer, CheckIndexesHandler indexes) {
        this.database = database;
        this.writer = writer;
        this.indexes = indexes;
    }

    @Override
    public Health health() {
        Optional<String> reason = database.whyUnavailable();
        if (reason.isPresent()) {
            return Health.down().withDetail(REASON, reason.get()).build();
        }
        if (!writer.isAlive()) {
            return Health.down().withDetail(REASON, "The writer has ended; restart.").build();
        }
        Health.Builder up = Health.up();
        database.impairment().ifPresent(impairment -> up.withDetail("impairment", impairment));
        if (!indexes.inDisagreement().isEmpty()) {
            up.withDetail("indexes_in_disagreement", indexes.inDisagreement());
        }
        return up.build();
    }
}
