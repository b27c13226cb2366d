package io.tabularium.adapter.operator;

import io.tabularium.application.command.CheckIndexesHandler;
import io.tabularium.domain.maintenance.StorageHealth;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

import java.util.Optional;

/**
 * Tells whether storage takes reads and writes, and if not, why; what it says names no file. While
 * the database is opened anew after a fatal error of the engine, the process is not ready.
 */
public final class StorageHealthIndicator implements HealthIndicator {

    private static final String REASON = "reason";

    private final StorageHealth storage;
    private final Optional<CheckIndexesHandler> indexes;

    /**
     * @param indexes empty if the storage lacks the comparison of indexes
     */
    public StorageHealthIndicator(StorageHealth storage, Optional<CheckIndexesHandler> indexes) {
        this.storage = storage;
        this.indexes = indexes;
    }

    @Override
    public Health health() {
        Optional<String> reason = storage.whyUnavailable();
        if (reason.isPresent()) {
            return Health.down().withDetail(REASON, reason.get()).build();
        }
        Health.Builder up = Health.up();
        storage.impairment().ifPresent(impairment -> up.withDetail("impairment", impairment));
        indexes.map(CheckIndexesHandler::inDisagreement)
                .filter(schemas -> !schemas.isEmpty())
                .ifPresent(schemas -> up.withDetail("indexes_in_disagreement", schemas));
        return up.build();
    }
}
