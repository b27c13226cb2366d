package io.tabularium.configuration;

import io.tabularium.adapter.command.CommandRefused;
import io.tabularium.adapter.command.Ports;
import io.tabularium.adapter.key.OperatorKeys;
import io.tabularium.configuration.setting.AccessProperties;
import io.tabularium.configuration.setting.BackupProperties;
import io.tabularium.domain.maintenance.IndexInspector;
import io.tabularium.domain.maintenance.StorageBackup;
import io.tabularium.domain.maintenance.StorageClusterer;
import io.tabularium.domain.maintenance.StorageExport;
import io.tabularium.domain.maintenance.StorageRestore;
import io.tabularium.domain.schema.SchemaCatalog;
import io.tabularium.domain.storage.Capability;
import io.tabularium.domain.storage.RecordStore;
import io.tabularium.domain.storage.Storage;
import io.tabularium.domain.storage.StorageAtRest;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

import java.time.Clock;

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
        requireOffered(Capability.BACKUP);
        if (beans.getBean(BackupProperties.class).directory() == null) {
            throw new CommandRefused(BackupProperties.MISSING);
        }
        requireStorage();
        return beans.getBean(Storage.class).backup().orElseThrow();
    }

    @Override
    public StorageRestore restore() {
        requireOffered(Capability.RESTORE);
        return atRest().restore().orElseThrow();
    }

    @Override
    public StorageExport export() {
        requireStorage();
        return emptyStorage();
    }

    @Override
    public StorageExport emptyStorage() {
        return atRest().export();
    }

    @Override
    public IndexInspector indexes() {
        requireOffered(Capability.INDEX_CHECK);
        requireStorage();
        return beans.getBean(RecordStore.class).indexInspector().orElseThrow();
    }

    @Override
    public StorageClusterer tables() {
        requireOffered(Capability.INDEX_CHECK);
        requireStorage();
        return beans.getBean(RecordStore.class).clusterer().orElseThrow();
    }

    private StorageAtRest atRest() {
        return beans.getBean(StorageAtRest.class);
    }

    private void requireOffered(Capability capability) {
        atRest().lacking()
                .insteadOf(capability)
                .ifPresent(
                        substitute -> {
                            throw new CommandRefused(substitute);
                        });
    }

    private void requireStorage() {
        atRest().whyMissing()
                .ifPresent(
                        reason -> {
                            throw new CommandRefused(reason);
                        });
    }
}
