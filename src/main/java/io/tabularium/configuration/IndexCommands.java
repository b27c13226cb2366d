package io.tabularium.configuration;

import io.tabularium.domain.TabulariumException.UnknownSchema;
import io.tabularium.domain.maintenance.IndexInspector;
import io.tabularium.domain.maintenance.IndexInspector.Disagreement;
import io.tabularium.domain.maintenance.IndexInspector.Extent;
import io.tabularium.domain.maintenance.StorageClusterer;
import io.tabularium.domain.schema.Schema;
import io.tabularium.domain.schema.SchemaCatalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The commands for indexes: of one schema, or of all. */
record IndexCommands(SchemaCatalog catalog) {

    /**
     * Compares every index with the records.
     *
     * @throws CommandRefused if one disagrees, with all that do
     */
    List<String> check(Optional<String> schema, IndexInspector inspector)
            throws InterruptedException {
        List<String> disagreements = new ArrayList<>();
        List<String> agreements = new ArrayList<>();
        for (Schema one : schemas(schema)) {
            List<Disagreement> found = inspector.inspect(one, Extent.ALL, values -> {});
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

    /** Makes all indexes anew. */
    List<String> rebuild(Optional<String> schema, StorageClusterer clusterer)
            throws InterruptedException {
        List<String> lines = new ArrayList<>();
        for (Schema one : schemas(schema)) {
            long records = clusterer.cluster(one, (phase, copied, all) -> {});
            lines.add("%s: indexes of %d records are made anew".formatted(one.name(), records));
        }
        return lines;
    }

    private List<Schema> schemas(Optional<String> name) {
        return name.map(one -> List.of(find(one))).orElseGet(catalog::list);
    }

    private Schema find(String name) {
        return catalog.find(name).orElseThrow(() -> new UnknownSchema(name));
    }
}
