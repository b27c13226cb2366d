package io.tabularium.adapter.web.openapi;

import io.tabularium.domain.query.Field;
import io.tabularium.domain.schema.BasicType;
import io.tabularium.domain.schema.Property;
import io.tabularium.domain.schema.Schema;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The fields of one schema that conditions and orders can speak of. */
final class QueryFields {

    /** Names that are options of queries wherever there are any. */
    private static final Set<String> OPTIONS =
            Set.of("filters", "sort", "fields", "page", "size", "cursor", "count", "limit");

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,62}");
    private static final int MAX_DEPTH = 3;
    private static final int MAX_NESTED = 100;

    private final Schema schema;
    private final List<Field> fields = new ArrayList<>();

    QueryFields(Schema schema) {
        this.schema = schema;
        schema.properties().forEach(property -> fields.add(new Field.Declared(property)));
        fields.addAll(Arrays.asList(Field.Metadata.values()));
        fields.addAll(nested());
    }

    /** Those with a parameter of their own: no option has their name. */
    List<Field> withParameter() {
        return fields.stream().filter(field -> !OPTIONS.contains(field.reference())).toList();
    }

    /** The references that lead to fields of that kind, short forms of metadata included. */
    List<String> references(ValueKind kind) {
        return fields.stream()
                .filter(field -> ValueKind.of(field.type()) == kind)
                .flatMap(this::references)
                .toList();
    }

    /** What a reference to a field that has an order may look like. */
    String sortablePattern() {
        return pattern(fields.stream().filter(field -> field.type().isScalar()));
    }

    /** What a reference to any field may look like. */
    String pattern() {
        return pattern(fields.stream());
    }

    private String pattern(Stream<Field> some) {
        Stream<String> plain =
                some.filter(field -> !(field instanceof Field.Nested)).flatMap(this::references);
        Stream<String> reaching = objects().map(property -> property.name().value() + "\\..+");
        return Stream.concat(plain, reaching).collect(Collectors.joining("|"));
    }

    private Stream<Property> objects() {
        return schema.properties().stream().filter(property -> property.type() == BasicType.OBJECT);
    }

    private Stream<String> references(Field field) {
        String reference = field.reference();
        String brief = reference.substring(1);
        return field instanceof Field.Metadata && schema.property(brief).isEmpty()
                ? Stream.of(reference, brief)
                : Stream.of(reference);
    }

    /** Scalars inside of objects, as far as the schema declares them in place. */
    private List<Field> nested() {
        Map<?, ?> declared = (Map<?, ?>) schema.definition().get("properties");
        List<String> references = new ArrayList<>();
        objects()
                .map(property -> property.name().value())
                .forEach(
                        name ->
                                collect(
                                        declared == null ? null : declared.get(name),
                                        name,
                                        1,
                                        references));
        return references.stream()
                .flatMap(reference -> Field.resolve(schema, reference).stream())
                .filter(field -> field.type().isScalar())
                .limit(MAX_NESTED)
                .toList();
    }

    private static void collect(
            @Nullable Object node, String reference, int depth, List<String> references) {
        if (depth > MAX_DEPTH
                || !(node instanceof Map<?, ?> keywords)
                || !(keywords.get("properties") instanceof Map<?, ?> members)) {
            return;
        }
        members.forEach(
                (name, member) -> {
                    if (PLAIN.matcher((String) name).matches()) {
                        String path = reference + "." + name;
                        references.add(path);
                        collect(member, path, depth + 1, references);
                    }
                });
    }
}
