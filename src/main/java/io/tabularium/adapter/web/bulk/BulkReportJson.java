package io.tabularium.adapter.web.bulk;

import io.tabularium.adapter.json.JsonWriter;
import io.tabularium.adapter.representation.RecordJson;
import io.tabularium.domain.record.BulkReport;

import tools.jackson.core.JsonGenerator;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The representation of a bulk report. */
final class BulkReportJson {

    private BulkReportJson() {}

    /** The members of the report but for the records, as JSON values. */
    static Map<String, Object> members(BulkReport report) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("schema_name", report.schema().value());
        members.put("received", report.received());
        members.put("created", report.created());
        members.put("updated", report.updated());
        members.put("ignored", report.ignored());
        members.put("rejected", report.rejected());
        members.put("errors", report.errors().stream().map(BulkReportJson::error).toList());
        if (report.errorCount() > report.errors().size()) {
            members.put("error_count", report.errorCount());
        }
        return members;
    }

    /**
     * Writes the report.
     *
     * @param records the representations of those that were written; empty if it shows none
     */
    static void write(
            JsonGenerator generator, BulkReport report, Optional<Stream<byte[]>> records) {
        generator.writeStartObject();
        members(report)
                .forEach(
                        (name, value) -> {
                            generator.writeName(name);
                            JsonWriter.write(generator, value);
                        });
        records.ifPresent(shown -> writeRecords(generator, shown));
        generator.writeEndObject();
    }

    private static void writeRecords(JsonGenerator generator, Stream<byte[]> records) {
        generator.writeName("records");
        generator.writeStartArray();
        records.forEach(record -> RecordJson.write(generator, record));
        generator.writeEndArray();
    }

    private static Map<String, Object> error(BulkReport.Fault fault) {
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("index", fault.index());
        if (fault.line() > 0) {
            error.put("line", fault.line());
        }
        error.put("pointer", fault.violation().pointer());
        error.put("code", fault.violation().code());
        error.put("message", fault.violation().message());
        return error;
    }
}
