package io.tabularium.configuration;

import io.tabularium.adapter.duckdb.engine.DuckDbSettings;
import io.tabularium.adapter.jdbc.write.WriterSettings;
import io.tabularium.adapter.postgresql.engine.PostgreSqlSettings;
import io.tabularium.adapter.web.tomcat.ConnectionLimits;
import io.tabularium.configuration.setting.AccessProperties;
import io.tabularium.configuration.setting.BackupProperties;
import io.tabularium.configuration.setting.CacheProperties;
import io.tabularium.configuration.setting.DuckDbProperties;
import io.tabularium.configuration.setting.LimitsProperties;
import io.tabularium.configuration.setting.SchemasProperties;
import io.tabularium.configuration.setting.StorageProperties;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

import java.util.LinkedHashMap;
import java.util.Map;

/** Logs the settings in force, defaults resolved, once the service is ready. */
@Component
@ConditionalOnWebApplication
final class SettingsReport {

    private static final Logger LOG = LoggerFactory.getLogger(SettingsReport.class);

    /** What the settings became, by concern, as far as they are in force; none says a secret. */
    private static final Map<String, Class<?>> SETTINGS = new LinkedHashMap<>();

    static {
        SETTINGS.put("schemas", SchemasProperties.class);
        SETTINGS.put("storage", StorageProperties.class);
        SETTINGS.put("duckdb", DuckDbSettings.class);
        SETTINGS.put("duckdb_start", DuckDbProperties.class);
        SETTINGS.put("postgresql", PostgreSqlSettings.class);
        SETTINGS.put("writer", WriterSettings.class);
        SETTINGS.put("cache", CacheProperties.class);
        SETTINGS.put("limits", LimitsProperties.class);
        SETTINGS.put("clients", ConnectionLimits.class);
        SETTINGS.put("backup", BackupProperties.class);
        SETTINGS.put("security", AccessProperties.class);
    }

    @EventListener
    void log(ApplicationReadyEvent event) {
        ApplicationContext context = event.getApplicationContext();
        LoggingEventBuilder line = LOG.atInfo();
        for (Map.Entry<String, Class<?>> setting : SETTINGS.entrySet()) {
            Object value = context.getBeanProvider(setting.getValue()).getIfAvailable();
            line = value == null ? line : line.addKeyValue(setting.getKey(), value);
        }
        line.log("settings_in_force");
    }
}
