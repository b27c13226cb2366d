package io.tabularium.application.command;

import io.tabularium.domain.schema.SchemaCatalog;
import io.tabularium.domain.schema.StorageProvisioner;
import io.tabularium.domain.schema.evolution.SchemaRefused;

/** Makes storage ready for every schema in force, before the first request. */
public final class ProvisionStorageHandler {

    private final SchemaCatalog catalog;
    private final StorageProvisioner provisioner;

    public ProvisionStorageHandler(SchemaCatalog catalog, StorageProvisioner provisioner) {
        this.catalog = catalog;
        this.provisioner = provisioner;
    }

    /**
     * Provisions all schemas or none.
     *
     * @throws SchemaRefused if a schema contradicts what is stored
     */
    public void handle() {
        provisioner.provision(catalog.list());
    }
}
