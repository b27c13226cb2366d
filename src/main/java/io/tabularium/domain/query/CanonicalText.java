package io.tabularium.domain.query;

import io.tabularium.domain.schema.Property;
import io.tabularium.domain.schema.format.TemporalText;

import java.time.Instant;
import java.util.List;

/**
 * Queries on one schema as text that is the same for equal queries and differs for others. The same
 * on every machine and in every release that keeps {@link #VERSION}.
 */
public final class CanonicalText {

    private static final String VERSION = "2";

    private final StringBuilder text = new StringBuilder();

    private CanonicalText() {}

    /** Schema, filter and order: what makes the sequence of matches. */
    public static String ofMatches(RecordQuery query) {
        CanonicalText canonical = new CanonicalText();
        canonical.addMatches(query);
        return canonical.text.toString();
    }

    /** The whole query. */
    public static String of(RecordQuery query) {
        CanonicalText canonical = new CanonicalText();
        canonical.addMatches(query);
        for (Property property : query.projection().properties()) {
            canonical.add(property.name().value());
        }
        return canonical.text.toString();
    }

    /** The filter alone. */
    public static String of(Filter filter) {
        CanonicalText canonical = new CanonicalText();
        canonical.add(filter);
        return canonical.text.toString();
    }

    private void addMatches(RecordQuery query) {
        add(VERSION);
        add(query.schema().name().value());
        add(query.filter());
        add(Integer.toString(query.order().size()));
        for (SortOrder criterion : query.order()) {
            add(criterion.field().reference());
            add(criterion.direction().name());
        }
    }

    private void add(Filter filter) {
        switch (filter) {
            case Filter.And and -> addAll("and", and.conditions());
            case Filter.Or or -> addAll("or", or.conditions());
            case Filter.Not not -> addAll("not", List.of(not.condition()));
            case Filter.Comparison comparison -> {
                add(comparison.comparator().name(), comparison.field());
                addValue(comparison.value());
            }
            case Filter.Membership membership -> {
                add("in", membership.field());
                add(Integer.toString(membership.values().size()));
                membership.values().forEach(this::addValue);
            }
            case Filter.Between between -> {
                add("between", between.field());
                addValue(between.low());
                addValue(between.high());
            }
            case Filter.TextMatch match -> {
                add(match.match().name(), match.field());
                add(match.text());
            }
            case Filter.IsNull isNull -> add("null", isNull.field());
        }
    }

    private void addAll(String kind, List<Filter> conditions) {
        add(kind);
        add(Integer.toString(conditions.size()));
        conditions.forEach(this::add);
    }

    private void add(String kind, Field field) {
        add(kind);
        add(field.reference());
    }

    private void addValue(Object value) {
        add(value instanceof Instant instant ? TemporalText.format(instant) : value.toString());
    }

    /** A token begins with its length, so that none can be taken for another. */
    private void add(String token) {
        text.append(token.length()).append(':').append(token);
    }
}
