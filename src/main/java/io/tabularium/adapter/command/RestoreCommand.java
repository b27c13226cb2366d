package io.tabularium.adapter.command;

import io.tabularium.domain.maintenance.StorageRestore.Restored;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.util.List;

/** Puts a snapshot in the place of the database. */
@Command(
        name = "restore",
        description = "Put a snapshot in the place of the database, which is set aside.",
        mixinStandardHelpOptions = true)
final class RestoreCommand implements Work {

    @Mixin private final SnapshotOption chosen = new SnapshotOption();

    @Override
    public List<String> perform(Ports ports) {
        Restored restored = ports.restore().restore(chosen.snapshot());
        List<String> lines = Printed.snapshot("Restored", restored.snapshot());
        restored.setAside().ifPresent(path -> lines.add("The database before: " + path));
        return lines;
    }
}
