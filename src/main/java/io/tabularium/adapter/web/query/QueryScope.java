package io.tabularium.adapter.web.query;

import io.tabularium.domain.Pointer;
import io.tabularium.domain.Quoted;
import io.tabularium.domain.TabulariumException.InvalidQuery;
import io.tabularium.domain.query.Field;
import io.tabularium.domain.schema.Schema;

/** What the conditions of one query may speak of, and how many there may be. Not thread-safe. */
final class QueryScope {

    private final Schema schema;
    private final int maxConditions;
    private int conditions;

    QueryScope(Schema schema, int maxConditions) {
        this.schema = schema;
        this.maxConditions = maxConditions;
    }

    /**
     * The field of that name.
     *
     * @throws InvalidQuery if there is none
     */
    Field field(String name, Pointer at) {
        return Field.resolve(schema, name)
                .orElseThrow(
                        () ->
                                new InvalidQuery(
                                        at.toString(),
                                        "'%s' has no field %s."
                                                .formatted(schema.name(), Quoted.of(name))));
    }

    /**
     * Takes note of one more condition.
     *
     * @throws InvalidQuery if it is one too many
     */
    void countCondition(Pointer at) {
        if (++conditions > maxConditions) {
            throw new InvalidQuery(
                    at.toString(), "A query has at most " + maxConditions + " conditions.");
        }
    }
}
