package io.tabularium.adapter.command;

import io.tabularium.domain.maintenance.StorageRestore.Restored;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.util.List;

/** Puts a snapshot in the place of the database. */
@Command(
        name = "restore",
        description = "Put a snapshot in the place of the database, which is set aside.",
        mixinStandardHelpOptions = true)
final class RestoreCommand implements Work {

    @Option(
            names = "--snapshot",
            required = true,
            description = "A snapshot's name, its path, or latest.")
    private String snapshot = "";

    @Override
    public List<String> perform(Ports ports) {
        Restored restored = ports.restore().restore(snapshot);
        List<String> lines = Printed.snapshot("Restored", restored.snapshot());
        restored.setAside().ifPresent(path -> lines.add("The database before: " + path));
        return lines;
    }
}
