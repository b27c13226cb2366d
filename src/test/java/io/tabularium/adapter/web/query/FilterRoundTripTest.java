package io.tabularium.adapter.web.query;

import static io.tabularium.contract.TestSchemas.READINGS;

import static org.assertj.core.api.Assertions.assertThat;

import io.tabularium.domain.query.Field;
import io.tabularium.domain.query.Filter;
import io.tabularium.domain.schema.BasicType;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

final class FilterRoundTripTest {

    private static final QueryParser PARSER =
            new QueryParser(new QueryLimits(100, 10_000, 10_000, 10));

    @Property
    void readsBackWhatWasPrintedAsJson(@ForAll("filters") Filter filter) {
        String json = URLEncoder.encode(FilterPrinter.json(filter), StandardCharsets.UTF_8);

        assertThat(PARSER.count(READINGS, QueryString.parse("filters=" + json))).isEqualTo(filter);
    }

    @Property
    void readsBackWhatWasPrintedAsShorthand(@ForAll("conditions") List<Filter> conditions) {
        String query = String.join("&", conditions.stream().map(FilterPrinter::shorthand).toList());

        assertThat(PARSER.count(READINGS, QueryString.parse(query)))
                .isEqualTo(
                        conditions.size() == 1
                                ? conditions.getFirst()
                                : new Filter.And(conditions));
    }

    @Provide
    Arbitrary<Filter> filters() {
        return trees(4);
    }

    @Provide
    Arbitrary<List<Filter>> conditions() {
        Arbitrary<Filter> maybeNegated =
                Combinators.combine(condition(), Arbitraries.of(true, false))
                        .as((filter, negated) -> negated ? new Filter.Not(filter) : filter);
        return maybeNegated.list().ofMaxSize(6);
    }

    private static Arbitrary<Filter> trees(int depth) {
        if (depth == 0) {
            return condition();
        }
        Arbitrary<Filter> smaller = Arbitraries.lazy(() -> trees(depth - 1));
        return Arbitraries.oneOf(
                condition(),
                smaller.list().ofMaxSize(3).map(Filter.And::new),
                smaller.list().ofMaxSize(3).map(Filter.Or::new),
                smaller.map(Filter.Not::new));
    }

    private static Arbitrary<Filter> condition() {
        return Arbitraries.of(fields()).flatMap(FilterRoundTripTest::condition);
    }

    private static Arbitrary<Filter> condition(Field field) {
        List<Arbitrary<Filter>> kinds = new ArrayList<>();
        kinds.add(Arbitraries.just(new Filter.IsNull(field)));
        if (field.type().isScalar()) {
            Arbitrary<Object> values = TypedValues.of(field.type());
            kinds.add(
                    Combinators.combine(Arbitraries.of(Filter.Comparator.values()), values)
                            .as((how, value) -> new Filter.Comparison(field, how, value)));
            kinds.add(values.list().ofMaxSize(4).map(list -> new Filter.Membership(field, list)));
            kinds.add(
                    values.tuple2()
                            .map(pair -> new Filter.Between(field, pair.get1(), pair.get2())));
        }
        if (field.type() == BasicType.TEXT) {
            kinds.add(
                    Combinators.combine(
                                    Arbitraries.of(Filter.Match.values()),
                                    TypedValues.of(BasicType.TEXT))
                            .as((how, text) -> match(field, how, (String) text)));
        }
        return Arbitraries.oneOf(kinds);
    }

    private static Filter match(Field field, Filter.Match how, String text) {
        boolean pattern = how == Filter.Match.LIKE || how == Filter.Match.ILIKE;
        return new Filter.TextMatch(field, how, pattern ? text.replace("\\", "\\\\") : text);
    }

    private static List<Field> fields() {
        List<Field> fields = new ArrayList<>(List.of(Field.Metadata.values()));
        READINGS.properties().stream().<Field>map(Field.Declared::new).forEach(fields::add);
        for (String path : List.of("number", "day", "it's \"odd\" [*] $", "deep.text")) {
            fields.add(Field.resolve(READINGS, "details." + path).orElseThrow());
        }
        return fields;
    }
}
