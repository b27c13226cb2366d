package io.tabularium.adapter.web.openapi;

import static io.tabularium.adapter.web.openapi.part.JsonObjects.arrayOf;
import static io.tabularium.adapter.web.openapi.part.JsonObjects.component;
import static io.tabularium.adapter.web.openapi.part.JsonObjects.object;
import static io.tabularium.adapter.web.openapi.part.JsonObjects.with;

import io.tabularium.domain.Pointer;
import io.tabularium.domain.Violations;
import io.tabularium.domain.record.BulkLoad;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The schema of reports of bulk loads. */
final class BulkReportSchema {

    /** The component of a record that was rejected. */
    static final String FAULT = "BulkFault";

    /** The member that is there only where faults are left out. */
    static final String ERROR_COUNT = "error_count";

    private static final int MAX_FAULTS = BulkLoad.MAX_REPORTED * Violations.MAX_REPORTED;

    private BulkReportSchema() {}

    static Map<String, @Nullable Object> fault() {
        return object(
                "type",
                "object",
                "description",
                "A record of a bulk load that was rejected, and why.",
                "properties",
                object(
                        "index",
                        with(number(), "description", "Which record, from 0."),
                        "line",
                        with(
                                number(),
                                "description",
                                "The line of the input, from 1; not in JSON."),
                        "pointer",
                        object("type", "string", "maxLength", Pointer.MAX_LENGTH),
                        "code",
                        object("type", "string"),
                        "message",
                        object("type", "string")),
                "required",
                List.of("index", "pointer", "code", "message"));
    }

    /** The report of a schema's loads. */
    static Map<String, @Nullable Object> of(String schemaName, String recordComponent) {
        Map<String, @Nullable Object> members =
                members(object("type", "string", "const", schemaName));
        List<String> required = new ArrayList<>(members.keySet());
        required.remove(ERROR_COUNT);
        members.put(
                "records",
                with(
                        arrayOf(component(recordComponent)),
                        "description",
                        "What was written, where `Prefer: return=representation` asks for it."));
        return object(
                "type",
                "object",
                "description",
                "What a bulk load of `%s` did.".formatted(schemaName),
                "properties",
                members,
                "required",
                required);
    }

    static Map<String, @Nullable Object> members(Map<String, @Nullable Object> schemaName) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("schema_name", schemaName);
        for (String count : List.of("received", "created", "updated", "ignored", "rejected")) {
            members.put(count, number());
        }
        members.put(
                "errors",
                with(
                        arrayOf(component(FAULT)),
                        "maxItems",
                        MAX_FAULTS,
                        "description",
                        "The violations of the first 100 rejected records, at most 1 MiB of"
                                + " them; `rejected` counts all such records."));
        members.put(ERROR_COUNT, errorCount("The violations of all rejected records"));
        return members;
    }

    /** How many violations there were, in a report that leaves some out. */
    static Map<String, @Nullable Object> errorCount(String counted) {
        return with(
                number(),
                "description",
                counted + ", counted. Present only where `errors` leaves some out.");
    }

    /** A report of two records, of which one was rejected. */
    static Map<String, @Nullable Object> example(Map<String, @Nullable Object> fault) {
        return object(
                "schema_name", "parts",
                "received", 2,
                "created", 0,
                "updated", 0,
                "ignored", 0,
                "rejected", 1,
                "errors", List.of(fault));
    }

    private static Map<String, @Nullable Object> number() {
        return object("type", "integer", "format", "int64", "minimum", 0);
    }
}
