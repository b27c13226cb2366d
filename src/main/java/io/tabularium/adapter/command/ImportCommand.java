package io.tabularium.adapter.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.util.List;

/** Makes a storage of an export. */
@Command(
        name = "import",
        description = "Make a storage of an export, where there is none.",
        mixinStandardHelpOptions = true)
final class ImportCommand implements Work {

    @Option(
            names = "--directory",
            required = true,
            converter = DirectoryConverter.class,
            description = "What export has written.")
    private Path directory = Path.of("");

    @Override
    public List<String> perform(Ports ports) throws InterruptedException {
        Printed progress = new Printed();
        return Printed.tables(
                "Imported from " + directory,
                ports.emptyStorage().importFrom(directory, progress.tables("import")));
    }
}
