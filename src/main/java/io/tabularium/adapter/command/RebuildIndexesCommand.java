package io.tabularium.adapter.command;

import io.tabularium.domain.maintenance.StorageClusterer;
import io.tabularium.domain.schema.Schema;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.util.ArrayList;
import java.util.List;

/** Makes all indexes anew. */
@Command(
        name = "rebuild-indexes",
        description = "Make all indexes anew.",
        mixinStandardHelpOptions = true)
final class RebuildIndexesCommand implements Work {

    @Option(names = "--schema", description = "Only of this schema.")
    private @Nullable String schema;

    @Override
    public List<String> perform(Ports ports) throws InterruptedException {
        StorageClusterer tables = ports.tables();
        Printed progress = new Printed();
        List<String> lines = new ArrayList<>();
        for (Schema one : ChosenSchemas.of(ports.catalog(), schema)) {
            long records =
                    tables.cluster(
                            one,
                            (phase, copied, all) ->
                                    progress.phase(one.name().value(), phase, copied, all));
            lines.add("%s: indexes of %d records are made anew".formatted(one.name(), records));
        }
        return lines;
    }
}
