package io.tabularium.domain.schema.evolution;

import io.tabularium.domain.json.Json;
import io.tabularium.domain.schema.SchemaName;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/**
 * How the stored definition of a schema became the present one. Additive is what neither changes a
 * stored record nor contradicts one: a new optional property, a new index, another clustering,
 * annotations and defaults, a constraint or unique key that is loosened or gone. Everything else is
 * refused; in doubt too, for instance below {@code not} and {@code oneOf}, where to loosen is to
 * tighten.
 *
 * <p>A new property reads null in stored records, whatever its default. The order of members makes
 * no difference.
 *
 * @param differences in the order of the definitions; empty where both mean the same
 */
public record SchemaEvolution(SchemaName schema, List<SchemaDifference> differences) {

    public SchemaEvolution {
        differences = List.copyOf(differences);
    }

    /** Compares two definitions, each of which compiles, as {@link Json} values. */
    public static SchemaEvolution between(
            SchemaName schema,
            Map<String, @Nullable Object> stored,
            Map<String, @Nullable Object> now) {
        return new SchemaEvolution(schema, DefinitionComparison.compare(stored, now));
    }

    /** Whether no difference is refused. */
    public boolean isAdditive() {
        return refused().isEmpty();
    }

    /** The differences that are not additive. */
    public List<SchemaDifference> refused() {
        return differences.stream().filter(difference -> !difference.additive()).toList();
    }

    /**
     * Returns if the evolution is additive.
     *
     * @throws SchemaRefused naming every difference that is not
     */
    public void requireAdditive() {
        if (!isAdditive()) {
            throw new SchemaRefused(
                    schema, refused().stream().map(SchemaDifference::toString).toList());
        }
    }
}
