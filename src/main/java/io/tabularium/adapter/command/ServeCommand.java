package io.tabularium.adapter.command;

import picocli.CommandLine.Command;

/** What the program does without a command. */
@Command(
        name = "serve",
        description = "Serve requests until told to stop.",
        mixinStandardHelpOptions = true)
final class ServeCommand {}
