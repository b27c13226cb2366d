package io.tabularium.adapter.command;

import io.tabularium.domain.maintenance.IndexInspector;
import io.tabularium.domain.maintenance.IndexInspector.Disagreement;
import io.tabularium.domain.maintenance.IndexInspector.Extent;
import io.tabularium.domain.schema.Schema;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.util.ArrayList;
import java.util.List;

/** Compares every index with the records. */
@Command(
        name = "check",
        description = "Compare every index with the records.",
        mixinStandardHelpOptions = true)
final class CheckCommand implements Work {

    @Mixin private final SchemaOption chosen = new SchemaOption();

    /**
     * Compares.
     *
     * @throws CommandRefused if an index disagrees, with all that do
     */
    @Override
    public List<String> perform(Ports ports) throws InterruptedException {
        IndexInspector inspector = ports.indexes();
        Printed progress = new Printed();
        List<String> disagreements = new ArrayList<>();
        List<String> agreements = new ArrayList<>();
        for (Schema one : chosen.schemas(ports.catalog())) {
            List<Disagreement> found =
                    inspector.inspect(
                            one,
                            Extent.ALL,
                            values -> progress.number("check of " + one.name(), values));
            for (Disagreement disagreement : found) {
                disagreements.add(
                        "%s: index %s disagrees with the records in %d values"
                                .formatted(
                                        one.name(), disagreement.index(), disagreement.values()));
            }
            if (found.isEmpty()) {
                agreements.add("%s: indexes and records agree".formatted(one.name()));
            }
        }
        if (!disagreements.isEmpty()) {
            throw new CommandRefused(String.join(System.lineSeparator(), disagreements));
        }
        return agreements;
    }
}
