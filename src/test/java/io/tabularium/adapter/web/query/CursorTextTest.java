package io.tabularium.adapter.web.query;

import static io.tabularium.contract.TestSchemas.COUNTERS;
import static io.tabularium.contract.TestSchemas.READINGS;

import static org.assertj.core.api.Assertions.assertThat;

import io.tabularium.adapter.web.query.CursorText.Position;
import io.tabularium.domain.query.Cursor;
import io.tabularium.domain.query.Field;
import io.tabularium.domain.query.Filter;
import io.tabularium.domain.query.Projection;
import io.tabularium.domain.query.RecordQuery;
import io.tabularium.domain.query.SortOrder;
import io.tabularium.domain.query.SortOrder.Direction;
import io.tabularium.domain.schema.Schema;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

final class CursorTextTest {

    /** An order, and a position in it. */
    record Place(RecordQuery query, Position position) {}

    @Property
    void roundTripsEveryType(@ForAll("places") Place place) {
        String text = CursorText.encode(place.query(), place.position());

        assertThat(CursorText.decode(place.query(), text)).contains(place.position());
        assertThat(text).matches("[A-Za-z0-9_-]+");
    }

    @Property
    void refusesWhatWasAltered(
            @ForAll("places") Place place,
            @ForAll @IntRange(max = 1_000) int index,
            @ForAll("base64") char other) {
        String text = CursorText.encode(place.query(), place.position());
        int at = index % text.length();
        String altered = text.substring(0, at) + other + text.substring(at + 1);

        assertThat(CursorText.decode(place.query(), altered))
                .isEqualTo(
                        altered.equals(text)
                                ? CursorText.decode(place.query(), text)
                                : java.util.Optional.empty());
        assertThat(CursorText.decode(place.query(), text.substring(0, at))).isEmpty();
        assertThat(CursorText.decode(place.query(), text + other)).isEmpty();
    }

    @Test
    void refusesTheCursorOfAnotherQuery() {
        RecordQuery query = query(READINGS, Filter.ALL, "text");
        String text =
                CursorText.encode(query, new Position(new Cursor(List.<Object>of("a"), 1), 2));

        assertThat(CursorText.decode(query, text)).isPresent();
        assertThat(CursorText.decode(query(READINGS, Filter.ALL, "details.text"), text)).isEmpty();
        assertThat(CursorText.decode(query(READINGS, Filter.ALL), text)).isEmpty();
        assertThat(CursorText.decode(query(READINGS, new Filter.Or(List.of()), "text"), text))
                .isEmpty();
        assertThat(CursorText.decode(query(COUNTERS, Filter.ALL, "name"), text)).isEmpty();
    }

    @Test
    void refusesAKeyWithU0000() {
        for (String field : List.of("text", "details.text")) {
            RecordQuery query = query(READINGS, Filter.ALL, field);
            Position position = new Position(new Cursor(List.<Object>of("a\0"), 1), 2);

            assertThat(CursorText.decode(query, CursorText.encode(query, position))).isEmpty();
        }
    }

    @Test
    void continuesWithAnotherProjection() {
        RecordQuery query = query(READINGS, Filter.ALL, "text");
        RecordQuery narrowed =
                new RecordQuery(
                        READINGS,
                        query.filter(),
                        query.order(),
                        new Projection(READINGS.properties().subList(0, 1)));
        String text =
                CursorText.encode(query, new Position(new Cursor(List.<Object>of("a"), 1), 2));

        assertThat(CursorText.decode(narrowed, text)).isPresent();
    }

    @Test
    void refusesPaddingAndOtherSpellingsOfTheSameBytes() {
        RecordQuery query = query(READINGS, Filter.ALL);
        String text = CursorText.encode(query, new Position(new Cursor(List.of(), 12), 2));
        byte[] bytes = Base64.getUrlDecoder().decode(text);

        assertThat(bytes.length % 3).isNotZero();
        assertThat(CursorText.decode(query, Base64.getUrlEncoder().encodeToString(bytes)))
                .isEmpty();
    }

    @Provide
    Arbitrary<Character> base64() {
        return Arbitraries.chars().range('A', 'Z').range('a', 'z').range('0', '9').with('-', '_');
    }

    @Provide
    Arbitrary<Place> places() {
        return Arbitraries.of(scalars())
                .list()
                .uniqueElements()
                .ofMaxSize(4)
                .flatMap(CursorTextTest::places);
    }

    private static Arbitrary<Place> places(List<Field> fields) {
        RecordQuery query =
                query(
                        READINGS,
                        Filter.ALL,
                        fields.stream().map(Field::reference).toArray(String[]::new));
        Arbitrary<List<Object>> keys = Arbitraries.just(new ArrayList<>());
        for (Field field : fields) {
            keys =
                    keys.flatMap(
                            some ->
                                    TypedValues.of(field.type())
                                            .injectNull(0.2)
                                            .map(
                                                    key -> {
                                                        List<Object> all = new ArrayList<>(some);
                                                        all.add(key);
                                                        return all;
                                                    }));
        }
        Arbitrary<Long> sequences = Arbitraries.longs().greaterOrEqual(0);
        Arbitrary<Long> pages = Arbitraries.longs().greaterOrEqual(1);
        return keys.flatMap(
                all ->
                        sequences.flatMap(
                                sequence ->
                                        pages.map(
                                                page ->
                                                        new Place(
                                                                query,
                                                                new Position(
                                                                        new Cursor(all, sequence),
                                                                        page)))));
    }

    private static List<Field> scalars() {
        List<Field> fields = new ArrayList<>(List.of(Field.Metadata.values()));
        READINGS.properties().stream()
                .<Field>map(Field.Declared::new)
                .filter(field -> field.type().isScalar())
                .forEach(fields::add);
        fields.add(Field.resolve(READINGS, "details.deep.number").orElseThrow());
        return fields;
    }

    private static RecordQuery query(Schema schema, Filter filter, String... order) {
        return new RecordQuery(
                schema,
                filter,
                Arrays.stream(order)
                        .map(name -> Field.resolve(schema, name).orElseThrow())
                        .map(field -> new SortOrder(field, Direction.DESCENDING))
                        .toList(),
                Projection.all(schema));
    }
}
