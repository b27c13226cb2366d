package io.tabularium.crash;

import io.tabularium.adapter.json.JsonWriter;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collector;
import java.util.stream.Collectors;

/** The forms that a bulk load may have. */
enum BulkFormat {
    NDJSON("application/x-ndjson") {
        @Override
        String body(List<Map<String, Object>> rows) {
            return rows.stream()
                    .map(row -> JsonWriter.toText(row) + "\n")
                    .collect(Collectors.joining());
        }
    },
    JSON("application/json") {
        @Override
        String body(List<Map<String, Object>> rows) {
            return JsonWriter.toText(rows);
        }
    },
    CSV("text/csv") {
        @Override
        String body(List<Map<String, Object>> rows) {
            Set<String> names = new LinkedHashSet<>();
            rows.forEach(row -> names.addAll(row.keySet()));
            StringBuilder text = new StringBuilder(String.join(",", names)).append("\r\n");
            for (Map<String, Object> row : rows) {
                text.append(names.stream().map(row::get).map(BulkFormat::cell).collect(COMMAS))
                        .append("\r\n");
            }
            return text.toString();
        }
    };

    private static final Collector<CharSequence, ?, String> COMMAS = Collectors.joining(",");

    private final String contentType;

    BulkFormat(String contentType) {
        this.contentType = contentType;
    }

    String contentType() {
        return contentType;
    }

    abstract String body(List<Map<String, Object>> rows);

    private static String cell(Object value) {
        return value == null ? "" : '"' + value.toString().replace("\"", "\"\"") + '"';
    }
}
