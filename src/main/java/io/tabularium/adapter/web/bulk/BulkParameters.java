package io.tabularium.adapter.web.bulk;

import io.tabularium.adapter.web.answer.ReturnPreference;
import io.tabularium.adapter.web.query.QueryString;
import io.tabularium.adapter.web.query.QueryString.Parameter;
import io.tabularium.domain.Pointer;
import io.tabularium.domain.Quoted;
import io.tabularium.domain.TabulariumException.InvalidQuery;
import io.tabularium.domain.record.BulkOptions;
import io.tabularium.domain.record.BulkOptions.OnConflict;
import io.tabularium.domain.record.BulkOptions.OnError;
import io.tabularium.domain.schema.Schema;
import io.tabularium.domain.schema.UniqueKey;

import jakarta.servlet.http.HttpServletRequest;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads the options of a bulk load from the query string. */
final class BulkParameters {

    private static final String ON_ERROR = "on_error";
    private static final String ON_CONFLICT = "on_conflict";
    private static final String CONFLICT_KEY = "conflict_key";
    private static final String DRY_RUN = "dry_run";
    private static final Set<String> KNOWN = Set.of(ON_ERROR, ON_CONFLICT, CONFLICT_KEY, DRY_RUN);

    private BulkParameters() {}

    /**
     * The options that the request states.
     *
     * @throws InvalidQuery for an unknown parameter or value, or a key that is none
     */
    static BulkOptions read(HttpServletRequest request, Schema schema) {
        Map<String, String> query = options(request);
        OnConflict onConflict = choice(query, ON_CONFLICT, OnConflict.ERROR);
        return new BulkOptions(
                choice(query, ON_ERROR, OnError.ABORT),
                onConflict,
                conflictKey(Optional.ofNullable(query.get(CONFLICT_KEY)), onConflict, schema),
                dryRun(query),
                ReturnPreference.of(request) == ReturnPreference.REPRESENTATION);
    }

    private static Map<String, String> options(HttpServletRequest request) {
        Map<String, String> options = new HashMap<>();
        for (Parameter parameter : QueryString.parse(request.getQueryString()).parameters()) {
            String name = parameter.name();
            if (!KNOWN.contains(name)) {
                throw new InvalidQuery(
                        Pointer.ROOT.child(name).toString(),
                        "There is no parameter " + Quoted.of(name) + ".");
            }
            if (options.put(name, parameter.value()) != null) {
                throw invalid(name, "stands twice");
            }
        }
        return options;
    }

    private static Optional<UniqueKey> conflictKey(
            Optional<String> named, OnConflict onConflict, Schema schema) {
        if (onConflict == OnConflict.ERROR) {
            if (named.isPresent()) {
                throw invalid(CONFLICT_KEY, "goes with on_conflict=ignore and on_conflict=update");
            }
            return Optional.empty();
        }
        if (named.isPresent()) {
            return Optional.of(uniqueKey(named.get(), schema));
        }
        if (schema.uniqueKeys().size() != 1) {
            throw invalid(
                    CONFLICT_KEY,
                    "must name a unique key, as the schema does not have exactly one");
        }
        return Optional.of(schema.uniqueKeys().getFirst());
    }

    private static UniqueKey uniqueKey(String text, Schema schema) {
        List<String> names = Arrays.asList(text.split(",", -1));
        return schema.uniqueKey(names)
                .orElseThrow(() -> invalid(CONFLICT_KEY, "names no unique key of the schema"));
    }

    private static boolean dryRun(Map<String, String> query) {
        return switch (query.getOrDefault(DRY_RUN, "false")) {
            case "true" -> true;
            case "false" -> false;
            default -> throw invalid(DRY_RUN, "must be true or false");
        };
    }

    private static <E extends Enum<E>> E choice(
            Map<String, String> query, String name, E otherwise) {
        String value = query.get(name);
        if (value == null) {
            return otherwise;
        }
        E[] choices = otherwise.getDeclaringClass().getEnumConstants();
        return Arrays.stream(choices)
                .filter(choice -> keyword(choice).equals(value))
                .findFirst()
                .orElseThrow(() -> invalid(name, "must be one of " + keywords(choices)));
    }

    private static String keywords(Enum<?>[] choices) {
        return Arrays.stream(choices)
                .map(BulkParameters::keyword)
                .collect(Collectors.joining(", "));
    }

    private static String keyword(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT);
    }

    private static InvalidQuery invalid(String name, String fault) {
        return new InvalidQuery("/" + name, "The parameter '" + name + "' " + fault + ".");
    }
}
