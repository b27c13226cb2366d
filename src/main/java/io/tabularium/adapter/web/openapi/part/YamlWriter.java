package io.tabularium.adapter.web.openapi.part;

import io.tabularium.adapter.json.JsonWriter;

import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Writes JSON values as YAML 1.2: objects and arrays as blocks, everything else as in JSON, of
 * which YAML is a superset.
 */
public final class YamlWriter {

    /** Names that are text to every reader, those of YAML 1.1 included. */
    private static final Pattern PLAIN =
            Pattern.compile("(?i)(?!(?:y|n|yes|no|on|off|true|false|null)$)[A-Z][A-Z0-9_]*");

    private final StringBuilder text = new StringBuilder();

    private YamlWriter() {}

    public static String write(Map<String, @Nullable Object> object) {
        YamlWriter writer = new YamlWriter();
        writer.members(object, 0);
        return writer.text.toString();
    }

    private void members(Map<?, ?> object, int depth) {
        boolean first = true;
        for (Map.Entry<?, ?> member : object.entrySet()) {
            if (!first) {
                text.append("  ".repeat(depth));
            }
            first = false;
            String name = (String) member.getKey();
            text.append(PLAIN.matcher(name).matches() ? name : JsonWriter.toText(name)).append(':');
            value(member.getValue(), depth, true);
        }
    }

    private void value(@Nullable Object value, int depth, boolean afterName) {
        switch (value) {
            case Map<?, ?> object when !object.isEmpty() -> {
                begin(afterName, depth);
                members(object, depth + 1);
            }
            case List<?> array when !array.isEmpty() -> {
                begin(afterName, depth);
                items(array, depth + 1);
            }
            case Map<?, ?> ignored -> text.append(" {}\n");
            case Collection<?> ignored -> text.append(" []\n");
            case null, default -> text.append(' ').append(JsonWriter.toText(value)).append('\n');
        }
    }

    /** What follows a dash stands beside it, what follows a name below it. */
    private void begin(boolean afterName, int depth) {
        if (afterName) {
            text.append('\n').append("  ".repeat(depth + 1));
        } else {
            text.append(' ');
        }
    }

    private void items(List<?> array, int depth) {
        boolean first = true;
        for (Object item : array) {
            if (!first) {
                text.append("  ".repeat(depth));
            }
            first = false;
            text.append('-');
            value(item, depth, false);
        }
    }
}
