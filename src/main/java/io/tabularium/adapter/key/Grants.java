package io.tabularium.adapter.key;

import io.tabularium.domain.schema.SchemaName;

import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * All that one caller is allowed. Immutable.
 *
 * @param granted the single grants
 */
public record Grants(Set<Grant> granted) {

    /** Everything, for where access is not protected. */
    public static final Grants ALL =
            new Grants(
                    Set.of(
                            new Grant.Operations(),
                            new Grant.Schemas(),
                            new Grant.Records(Optional.empty(), Use.READ),
                            new Grant.Records(Optional.empty(), Use.WRITE)));

    public Grants {
        granted = Set.copyOf(granted);
    }

    /** Of the texts those that are grants; others mean nothing here. */
    public static Grants among(Collection<String> texts) {
        return new Grants(
                texts.stream()
                        .map(Grant::parse)
                        .flatMap(Optional::stream)
                        .collect(Collectors.toSet()));
    }

    /** Whether the records of the schema may be used so. */
    public boolean allow(Use use, SchemaName schema) {
        return allowAll(use) || granted.contains(new Grant.Records(Optional.of(schema), use));
    }

    /** Whether the records of every schema may be used so. */
    public boolean allowAll(Use use) {
        return granted.contains(new Grant.Records(Optional.empty(), use));
    }

    /** Whether the records of any schema may be used so. */
    public boolean allowSome(Use use) {
        return granted.stream()
                .anyMatch(grant -> grant instanceof Grant.Records records && records.use() == use);
    }

    /** Whether the schema may be seen: by whoever may see them all, or use its records. */
    public boolean show(SchemaName schema) {
        return showAll() || Arrays.stream(Use.values()).anyMatch(use -> allow(use, schema));
    }

    /** Whether every schema may be seen, and that there is none of some name. */
    public boolean showAll() {
        return granted.contains(new Grant.Schemas())
                || Arrays.stream(Use.values()).anyMatch(this::allowAll);
    }

    /** Whether the operator's endpoints may be used. */
    public boolean operations() {
        return granted.contains(new Grant.Operations());
    }
}
