package io.tabularium.adapter.command;

import picocli.CommandLine.Command;

import java.util.List;

/** Makes a snapshot of a database that no server has open. */
@Command(
        name = "backup",
        description = "Make a snapshot of a database that no server has open.",
        mixinStandardHelpOptions = true)
final class BackupCommand implements Work {

    @Override
    public List<String> perform(Ports ports) throws InterruptedException {
        Printed progress = new Printed();
        return Printed.snapshot(
                "Backed up",
                ports.backup()
                        .backUp(
                                (phase, copied, all) ->
                                        progress.phase("backup", phase, copied, all)));
    }
}
