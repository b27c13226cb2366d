package io.tabularium.adapter.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.util.List;

/** Writes all tables as Parquet, and all schemas. */
@Command(
        name = "export",
        description = "Write all tables as Parquet, and all schemas.",
        mixinStandardHelpOptions = true)
final class ExportCommand implements Work {

    @Option(
            names = "--directory",
            required = true,
            converter = DirectoryConverter.class,
            description = "To be new, or empty.")
    private Path directory = Path.of("");

    @Override
    public List<String> perform(Ports ports) throws InterruptedException {
        Printed progress = new Printed();
        return Printed.tables(
                "Exported to " + directory,
                ports.export().exportTo(directory, progress.tables("export")));
    }
}
