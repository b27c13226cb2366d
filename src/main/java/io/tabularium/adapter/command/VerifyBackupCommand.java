package io.tabularium.adapter.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.util.List;

/** Reads a snapshot whole and compares it with its manifest. */
@Command(
        name = "verify-backup",
        description = "Read a snapshot whole and compare it with its manifest.",
        mixinStandardHelpOptions = true)
final class VerifyBackupCommand implements Work {

    @Mixin private final SnapshotOption chosen = new SnapshotOption();

    @Override
    public List<String> perform(Ports ports) {
        return Printed.snapshot("Verified", ports.restore().verify(chosen.snapshot()));
    }
}
