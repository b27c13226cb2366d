package io.tabularium.domain.query;

import static io.tabularium.domain.Compiled.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.tabularium.domain.query.Filter.Comparator;
import io.tabularium.domain.schema.BasicType;
import io.tabularium.domain.schema.DecimalType;
import io.tabularium.domain.schema.Schema;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

class FieldTest {

    private static final Schema THINGS =
            schema(
                    "'a':{'type':'string'},'version':{'type':'number'},'l':{'type':'array'},"
                            + "'o':{'type':'object','properties':{'n':{'type':['integer','null']},"
                            + "'any':{},'exact':{'type':'number','x-precision':16,'x-scale':4},"
                            + "'short':{'type':'number','x-precision':15,'x-scale':4},'deep':{'properties':{'d':{'type':'string','format':'date'}}}}}",
                    "");

    @Test
    void prefersPropertiesToMetadata() {
        assertThat(Field.resolve(THINGS, "version")).get().isInstanceOf(Field.Declared.class);
        assertThat(Field.resolve(THINGS, "_version")).contains(Field.Metadata.VERSION);
        assertThat(Field.resolve(THINGS, "id")).contains(Field.Metadata.ID);
        assertThat(Field.resolve(THINGS, "created_at")).contains(Field.Metadata.CREATED_AT);
    }

    @Test
    void followsDottedPathsToTypedLeaves() {
        assertThat(Field.resolve(THINGS, "o.n").orElseThrow().type()).isEqualTo(BasicType.INTEGER);
        assertThat(Field.resolve(THINGS, "o.short").orElseThrow().type())
                .isEqualTo(new DecimalType(15, 4));
        assertThat(Field.resolve(THINGS, "o.deep.d").orElseThrow().type())
                .isEqualTo(BasicType.DATE);
        assertThat(Field.resolve(THINGS, "o.deep.d").orElseThrow().reference())
                .isEqualTo("o.deep.d");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", ".", "A", "seq", "_seq", "rowid", "__id", "o.", ".o", "o.x", "o.any", "o.deep",
                "o.n.x", "a.b", "l.0", "o..n", "o.exact"
            })
    void findsNothingElse(String name) {
        assertThat(Field.resolve(THINGS, name)).isEmpty();
    }

    @Test
    void tellsQueriesApartByFilterAndOrderButNotByProjection() {
        Field field = Field.resolve(THINGS, "a").orElseThrow();
        Filter filter = new Filter.Comparison(field, Comparator.EQ, "x");
        SortOrder order = new SortOrder(field, SortOrder.Direction.ASCENDING);
        RecordQuery query = new RecordQuery(THINGS, filter, List.of(order), Projection.all(THINGS));

        assertThat(QueryFingerprint.of(query))
                .matches("[0-9a-f]{24}")
                .isEqualTo(
                        QueryFingerprint.of(
                                new RecordQuery(
                                        THINGS, filter, List.of(order), new Projection(List.of()))))
                .isNotEqualTo(QueryFingerprint.of(RecordQuery.everything(THINGS)))
                .isNotEqualTo(
                        QueryFingerprint.of(
                                new RecordQuery(
                                        THINGS,
                                        new Filter.Not(filter),
                                        List.of(order),
                                        Projection.all(THINGS))))
                .isNotEqualTo(
                        QueryFingerprint.of(
                                new RecordQuery(
                                        THINGS,
                                        filter,
                                        List.of(
                                                new SortOrder(
                                                        field, SortOrder.Direction.DESCENDING)),
                                        Projection.all(THINGS))));
    }
}
