package io.tabularium.configuration;

import io.tabularium.adapter.command.CommandRefused;
import io.tabularium.adapter.command.Ports;
import io.tabularium.adapter.duckdb.DuckDbRecordWriter;
import io.tabularium.adapter.duckdb.backup.BackupSettings;
import io.tabularium.adapter.duckdb.backup.DuckDbExport;
import io.tabularium.adapter.duckdb.backup.DuckDbRestore;
import io.tabularium.adapter.duckdb.engine.DuckDbSettings;
import io.tabularium.adapter.web.access.OperatorKeys;
import io.tabularium.domain.maintenance.IndexInspector;
import io.tabularium.domain.maintenance.StorageBackup;
import io.tabularium.domain.maintenance.StorageClusterer;
import io.tabularium.domain.maintenance.StorageExport;
import io.tabularium.domain.maintenance.StorageRestore;
import io.tabularium.domain.schema.SchemaCatalog;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Profile;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/** What commands work with. In their profile a bean is made when it is asked for. */
@Component
@Profile(CommandPorts.PROFILE)
@EnableConfigurationProperties({AccessProperties.class, BackupProperties.class})
final class CommandPorts implements Ports {

    static final String PROFILE = "command";

    private final BeanFactory beans;

    CommandPorts(BeanFactory beans) {
        this.beans = beans;
    }

    @Override
    public OperatorKeys keys() {
        AccessProperties access = beans.getBean(AccessProperties.class);
        return new OperatorKeys(
                access.keysFile(),
                access.keys().stream().map(AccessProperties.Key::toKey).toList(),
                beans.getBean(Clock.class));
    }

    @Override
    public SchemaCatalog catalog() {
        return beans.getBean(SchemaCatalog.class);
    }

    @Override
    public StorageBackup backup() {
        if (beans.getBean(BackupProperties.class).directory() == null) {
            throw new CommandRefused(BackupProperties.MISSING);
        }
        requireFile();
        return beans.getBean(StorageBackup.class);
    }

    @Override
    public StorageRestore restore() {
        return new DuckDbRestore(
                beans.getBean(DuckDbSettings.class),
                Optional.ofNullable(beans.getBeanProvider(BackupSettings.class).getIfAvailable()),
                beans.getBean(Clock.class));
    }

    @Override
    public StorageExport export() {
        requireFile();
        return emptyStorage();
    }

    @Override
    public StorageExport emptyStorage() {
        return new DuckDbExport(
                beans.getBean(DuckDbSettings.class),
                beans.getBean(Environment.class)
                        .getProperty("spring.application.version", "development"),
                beans.getBean(Clock.class));
    }

    @Override
    public IndexInspector indexes() {
        requireFile();
        return beans.getBean(IndexInspector.class);
    }

    @Override
    public StorageClusterer tables() {
        requireFile();
        return beans.getBean(DuckDbRecordWriter.class).clusterer();
    }

    private void requireFile() {
        Path path = beans.getBean(DuckDbProperties.class).path();
        if (!Files.exists(path)) {
            throw new CommandRefused(
                    "There is no database %s; name one with tabularium.duckdb.path."
                            .formatted(path.toAbsolutePath().normalize()));
        }
    }
}
