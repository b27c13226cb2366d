package io.tabularium.adapter.command;

import io.tabularium.domain.maintenance.StorageClusterer;
import io.tabularium.domain.schema.Schema;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.util.ArrayList;
import java.util.List;

/** Makes all indexes anew. */
@Command(
        name = "rebuild-indexes",
        description = "Make all indexes anew.",
        mixinStandardHelpOptions = true)
final class RebuildIndexesCommand implements Work {

    @Mixin private final SchemaOption chosen = new SchemaOption();

    @Override
    public List<String> perform(Ports ports) throws InterruptedException {
        StorageClusterer tables = ports.tables();
        Printed progress = new Printed();
        List<String> lines = new ArrayList<>();
        for (Schema one : chosen.schemas(ports.catalog())) {
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
