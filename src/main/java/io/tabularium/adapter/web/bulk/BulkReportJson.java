package io.tabularium.adapter.web.bulk;

import io.tabularium.adapter.json.JsonBytes;
import io.tabularium.domain.record.BulkReport;

import java.util.Iterator;
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
    static void write(JsonBytes out, BulkReport report, Optional<Stream<byte[]>> records) {
        char separator = '{';
        for (Map.Entry<String, Object> member : members(report).entrySet()) {
            out.raw(separator).string(member.getKey()).raw(':').value(member.getValue());
            separator = ',';
        }
        records.ifPresent(shown -> writeRecords(out, shown));
        out.raw('}');
    }

    private static void writeRecords(JsonBytes out, Stream<byte[]> records) {
        out.raw(",\"records\":[");
        Iterator<byte[]> each = records.iterator();
        while (each.hasNext()) {
            out.raw(each.next());
            if (each.hasNext()) {
                out.raw(',');
            }
        }
        out.raw(']');
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
