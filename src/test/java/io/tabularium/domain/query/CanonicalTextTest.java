package io.tabularium.domain.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.tabularium.contract.TestSchemas;
import io.tabularium.domain.query.Filter.Comparator;
import io.tabularium.domain.query.SortOrder.Direction;
import io.tabularium.domain.schema.Schema;

import org.junit.jupiter.api.Test;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

class CanonicalTextTest {

    private static final Schema STATIONS = TestSchemas.STATIONS;
    private static final Field CODE = field("code");
    private static final Field NETWORK = field("network");
    private static final Field NUMBER = field("number");

    @Test
    void isTheSameForEqualQueries() {
        assertThat(CanonicalText.of(query(equal(CODE, "x"), ascending(NUMBER))))
                .isEqualTo(CanonicalText.of(query(equal(CODE, "x"), ascending(NUMBER))));
    }

    @Test
    void differsForAllOthers() {
        Filter a = equal(CODE, "a");
        Filter b = equal(CODE, "b");
        List<Filter> filters =
                List.of(
                        Filter.ALL,
                        new Filter.Or(List.of()),
                        a,
                        b,
                        equal(NETWORK, "a"),
                        new Filter.Comparison(CODE, Comparator.NE, "a"),
                        new Filter.Not(a),
                        new Filter.And(List.of(a)),
                        new Filter.And(List.of(a, b)),
                        new Filter.And(List.of(b, a)),
                        new Filter.Or(List.of(a, b)),
                        new Filter.And(List.of(new Filter.And(List.of(a)), b)),
                        new Filter.And(List.of(new Filter.And(List.of(a, b)))),
                        new Filter.Membership(CODE, List.of()),
                        new Filter.Membership(CODE, List.of("a", "b")),
                        new Filter.Membership(CODE, List.of("ab")),
                        new Filter.Membership(CODE, List.of("a1:b")),
                        new Filter.Between(CODE, "a", "bc"),
                        new Filter.Between(CODE, "ab", "c"),
                        new Filter.TextMatch(CODE, Filter.Match.LIKE, "a"),
                        new Filter.TextMatch(CODE, Filter.Match.ILIKE, "a"),
                        new Filter.IsNull(CODE),
                        new Filter.IsNull(NETWORK));
        Set<String> texts = new HashSet<>();
        for (Filter filter : filters) {
            texts.add(CanonicalText.of(filter));
        }
        assertThat(texts).hasSameSizeAs(filters);

        Set<String> queries = new HashSet<>();
        filters.forEach(filter -> queries.add(CanonicalText.of(query(filter))));
        queries.add(CanonicalText.of(query(Filter.ALL, ascending(CODE))));
        queries.add(CanonicalText.of(query(Filter.ALL, descending(CODE))));
        queries.add(CanonicalText.of(query(Filter.ALL, ascending(CODE), ascending(NUMBER))));
        queries.add(CanonicalText.of(query(Filter.ALL, ascending(NUMBER), ascending(CODE))));
        queries.add(CanonicalText.of(RecordQuery.everything(TestSchemas.COUNTERS)));
        assertThat(queries).hasSize(filters.size() + 5);
    }

    @Test
    void tellsProjectionsApartExceptForTheirMatches() {
        RecordQuery whole = query(Filter.ALL);
        RecordQuery narrow =
                new RecordQuery(
                        STATIONS,
                        Filter.ALL,
                        List.of(),
                        new Projection(List.of(STATIONS.property("code").orElseThrow())));

        assertThat(CanonicalText.of(whole)).isNotEqualTo(CanonicalText.of(narrow));
        assertThat(CanonicalText.ofMatches(whole)).isEqualTo(CanonicalText.ofMatches(narrow));
    }

    private static RecordQuery query(Filter filter, SortOrder... order) {
        return new RecordQuery(STATIONS, filter, List.of(order), Projection.all(STATIONS));
    }

    private static Filter equal(Field field, Object value) {
        return new Filter.Comparison(field, Comparator.EQ, value);
    }

    private static SortOrder ascending(Field field) {
        return new SortOrder(field, Direction.ASCENDING);
    }

    private static SortOrder descending(Field field) {
        return new SortOrder(field, Direction.DESCENDING);
    }

    private static Field field(String name) {
        return Field.resolve(STATIONS, name).orElseThrow();
    }
}
