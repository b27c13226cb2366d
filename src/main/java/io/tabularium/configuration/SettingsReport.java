package io.tabularium.configuration;

import io.tabularium.adapter.duckdb.DuckDbSettings;
import io.tabularium.adapter.duckdb.WriterSettings;
import io.tabularium.adapter.web.ConnectionLimits;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Logs the settings in force, defaults resolved, once the service is ready. */
@Component
@ConditionalOnWebApplication
final class SettingsReport {

    private static final Logger LOG = LoggerFactory.getLogger(SettingsReport.class);

    private final SchemasProperties schemas;
    private final StorageProperties storage;
    private final DuckDbSettings duckDb;
    private final WriterSettings writer;
    private final LimitsProperties limits;
    private final ConnectionLimits clients;

    SettingsReport(
            SchemasProperties schemas,
            StorageProperties storage,
            DuckDbSettings duckDb,
            WriterSettings writer,
            LimitsProperties limits,
            ConnectionLimits clients) {
        this.schemas = schemas;
        this.storage = storage;
        this.duckDb = duckDb;
        this.writer = writer;
        this.limits = limits;
        this.clients = clients;
    }

    @EventListener(ApplicationReadyEvent.class)
    void log() {
        LOG.atInfo()
                .addKeyValue("schemas", schemas)
                .addKeyValue("storage", storage)
                .addKeyValue("duckdb", duckDb)
                .addKeyValue("writer", writer)
                .addKeyValue("limits", limits)
                .addKeyValue("clients", clients)
                .log("settings_in_force");
    }
}
