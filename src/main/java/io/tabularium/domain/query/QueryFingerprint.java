package io.tabularium.domain.query;

import io.tabularium.domain.schema.TemporalText;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;

/**
 * A digest of a query's schema, filter and order, by which a cursor knows the query it belongs to.
 * The same on every machine and in every release that keeps {@link #VERSION}.
 */
public final class QueryFingerprint {

    private static final String VERSION = "1";
    private static final int BYTES = 12;

    private final MessageDigest digest;

    private QueryFingerprint() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Hexadecimal digits; equal for equal queries, projection aside. */
    public static String of(RecordQuery query) {
        QueryFingerprint fingerprint = new QueryFingerprint();
        fingerprint.add(VERSION);
        fingerprint.add(query.schema().name().value());
        fingerprint.add(query.filter());
        for (SortOrder criterion : query.order()) {
            fingerprint.add(criterion.field().reference());
            fingerprint.add(criterion.direction().name());
        }
        return HexFormat.of().formatHex(fingerprint.digest.digest(), 0, BYTES);
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

    private void add(String token) {
        byte[] bytes = token.getBytes(StandardCharsets.UTF_8);
        digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
        digest.update(bytes);
    }
}
