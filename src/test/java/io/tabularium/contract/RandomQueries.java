package io.tabularium.contract;

import io.tabularium.domain.query.Field;
import io.tabularium.domain.query.Filter;
import io.tabularium.domain.query.Projection;
import io.tabularium.domain.query.RecordQuery;
import io.tabularium.domain.query.SortOrder;
import io.tabularium.domain.record.RecordData;
import io.tabularium.domain.schema.BasicType;
import io.tabularium.domain.schema.Property;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Random records of {@link TestSchemas#READINGS} and random queries for them. */
final class RandomQueries {

    private static final int MAX_DEPTH = 4;
    private static final List<Object> NOT_OBJECTS = List.of("deep", List.of(5L), 5L, true);

    static final List<Field> SCALARS = scalars();

    private static final List<Field> NULLABLES =
            Stream.concat(
                            SCALARS.stream(),
                            Stream.of(
                                    Rows.field(TestSchemas.READINGS, "details"),
                                    Rows.field(TestSchemas.READINGS, "tags")))
                    .toList();

    private static final List<Field> TEXTS =
            SCALARS.stream().filter(field -> field.type() == BasicType.TEXT).toList();

    private RandomQueries() {}

    private static List<Field> scalars() {
        List<Field> fields = new ArrayList<>(List.of(Field.Metadata.values()));
        TestSchemas.READINGS.properties().stream()
                .filter(property -> property.type().isScalar())
                .forEach(property -> fields.add(new Field.Declared(property)));
        Stream.of(
                        "text",
                        "number",
                        "ratio",
                        "amount",
                        "flag",
                        "day",
                        "moment",
                        "local",
                        "token",
                        "it's \"odd\" [*] $",
                        "0",
                        "deep.number",
                        "deep.text")
                .forEach(path -> fields.add(Rows.field(TestSchemas.READINGS, "details." + path)));
        return List.copyOf(fields);
    }

    static RecordData data(Random random) {
        return new RecordData(
                TestSchemas.READINGS,
                TestSchemas.READINGS.properties().stream()
                        .map(property -> orNull(random, () -> value(property, random)))
                        .toArray());
    }

    private static Object value(Property property, Random random) {
        return property.type() == BasicType.OBJECT
                ? details(random)
                : any(random, NastyValues.of(property.type()));
    }

    /** Nested members; now and then something else stands where the inner object should. */
    private static Object details(Random random) {
        Map<String, @Nullable Object> details = new LinkedHashMap<>();
        Map<String, @Nullable Object> deep = new LinkedHashMap<>();
        for (Field field : SCALARS) {
            if (field instanceof Field.Nested nested && random.nextInt(10) > 0) {
                (nested.path().size() == 1 ? details : deep)
                        .put(
                                nested.path().getLast(),
                                orNull(random, () -> any(random, NastyValues.json(nested.type()))));
            }
        }
        details.put("deep", random.nextInt(10) > 0 ? deep : any(random, NOT_OBJECTS));
        return details;
    }

    static RecordQuery query(Random random) {
        return new RecordQuery(
                TestSchemas.READINGS,
                filter(random, random.nextInt(MAX_DEPTH + 1)),
                order(random),
                projection(random));
    }

    private static List<SortOrder> order(Random random) {
        return IntStream.range(0, random.nextInt(4))
                .mapToObj(
                        i ->
                                new SortOrder(
                                        any(random, SCALARS),
                                        any(random, List.of(SortOrder.Direction.values()))))
                .toList();
    }

    private static Projection projection(Random random) {
        return new Projection(
                TestSchemas.READINGS.properties().stream()
                        .filter(property -> random.nextInt(3) > 0)
                        .toList());
    }

    private static Filter filter(Random random, int depth) {
        return switch (depth == 0 ? 0 : random.nextInt(4)) {
            case 1 -> new Filter.And(filters(random, depth - 1));
            case 2 -> new Filter.Or(filters(random, depth - 1));
            case 3 -> new Filter.Not(filter(random, depth - 1));
            default -> condition(random);
        };
    }

    private static List<Filter> filters(Random random, int depth) {
        return IntStream.range(0, random.nextInt(4)).mapToObj(i -> filter(random, depth)).toList();
    }

    private static Filter condition(Random random) {
        Field field = any(random, SCALARS);
        List<Object> values = NastyValues.of(field.type());
        return switch (random.nextInt(6)) {
            case 0 -> new Filter.IsNull(any(random, NULLABLES));
            case 1 ->
                    new Filter.Membership(
                            field,
                            IntStream.range(0, random.nextInt(5))
                                    .mapToObj(i -> any(random, values))
                                    .toList());
            case 2 -> new Filter.Between(field, any(random, values), any(random, values));
            case 3 -> textMatch(random);
            default ->
                    new Filter.Comparison(
                            field,
                            any(random, List.of(Filter.Comparator.values())),
                            any(random, values));
        };
    }

    private static Filter textMatch(Random random) {
        Filter.Match match = any(random, List.of(Filter.Match.values()));
        String text =
                switch (match) {
                    case LIKE, ILIKE ->
                            IntStream.range(0, random.nextInt(5))
                                    .mapToObj(i -> any(random, NastyValues.PATTERN_PARTS))
                                    .collect(Collectors.joining());
                    case CONTAINS, STARTS_WITH -> any(random, NastyValues.TEXTS);
                };
        return new Filter.TextMatch(any(random, TEXTS), match, text);
    }

    private static <T> @Nullable T orNull(Random random, Supplier<T> value) {
        return random.nextInt(4) == 0 ? null : value.get();
    }

    private static <T> T any(Random random, List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
