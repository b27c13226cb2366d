package io.tabularium.adapter.command;

import picocli.CommandLine.Option;

/** The option {@code --snapshot} of commands that read a snapshot. */
final class SnapshotOption {

    @Option(
            names = "--snapshot",
            required = true,
            description = "A snapshot's name, its path, or latest.")
    private String snapshot = "";

    /** A snapshot's name, its path, or {@code latest}. */
    String snapshot() {
        return snapshot;
    }
}
