package io.tabularium.adapter.postgresql.write;

import io.tabularium.domain.Pointer;
import io.tabularium.domain.TabulariumException.InvalidRecord;
import io.tabularium.domain.Violations;
import io.tabularium.domain.record.RecordData;
import io.tabularium.domain.schema.BasicType;
import io.tabularium.domain.schema.Index;
import io.tabularium.domain.schema.Property;
import io.tabularium.domain.schema.Schema;
import io.tabularium.domain.schema.UniqueKey;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/**
 * The bound of the entries of indexes: the server refuses an entry of more than a third of a page
 * (2,704 bytes). The texts of one entry together may have 2,500 bytes in UTF-8. Immutable.
 */
public final class IndexEntries {

    private static final int MOST_BYTES = 2_500;
    private static final int MOST_BYTES_OF_CHARACTER = 3;

    /** The texts of each index that has some. */
    private final List<List<Property>> texts;

    public IndexEntries(Schema schema) {
        this.texts =
                Stream.concat(
                                schema.uniqueKeys().stream().map(UniqueKey::properties),
                                schema.indexes().stream().map(Index::properties))
                        .map(IndexEntries::texts)
                        .filter(properties -> !properties.isEmpty())
                        .toList();
    }

    private static List<Property> texts(List<Property> properties) {
        return properties.stream().filter(property -> property.type() == BasicType.TEXT).toList();
    }

    /** What the indexes cannot hold of a record; empty if they can hold all. */
    public Violations violations(RecordData data) {
        Violations violations = new Violations();
        for (List<Property> entry : texts) {
            if (isTooLong(entry, data)) {
                Property property = entry.getFirst();
                violations.add(
                        Pointer.ROOT.child(property.name().value()),
                        "maxLength",
                        "is indexed and may have 2,500 bytes, together with the other texts of the"
                                + " index");
            }
        }
        return violations;
    }

    /**
     * Returns if the indexes can hold a record.
     *
     * @throws InvalidRecord with a violation for each index that cannot
     */
    public void require(RecordData data) {
        Violations violations = violations(data);
        if (!violations.isEmpty()) {
            throw new InvalidRecord(violations);
        }
    }

    private static boolean isTooLong(List<Property> entry, RecordData data) {
        long characters = 0;
        for (Property property : entry) {
            characters += textOf(property, data).length();
        }
        return MOST_BYTES_OF_CHARACTER * characters > MOST_BYTES && bytes(entry, data) > MOST_BYTES;
    }

    private static long bytes(List<Property> entry, RecordData data) {
        long bytes = 0;
        for (Property property : entry) {
            bytes += textOf(property, data).getBytes(StandardCharsets.UTF_8).length;
        }
        return bytes;
    }

    private static String textOf(Property property, RecordData data) {
        return data.get(property) instanceof String text ? text : "";
    }
}
