package io.tabularium.adapter.web.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Lists as PostgREST writes them: {@code (a,b)}, where an item that holds a comma or a parenthesis
 * stands in double quotes, and in quotes {@code \} escapes. Square brackets may take the place of
 * the parentheses.
 */
final class ShorthandList {

    private final String text;
    private final int end;
    private int next = 1;

    private ShorthandList(String text) {
        this.text = text;
        this.end = text.length() - 1;
    }

    /** The items, or empty where the text is no such list. */
    static Optional<List<String>> parse(String text) {
        boolean enclosed =
                (text.startsWith("(") && text.endsWith(")"))
                        || (text.startsWith("[") && text.endsWith("]"));
        return enclosed ? new ShorthandList(text).items() : Optional.empty();
    }

    private Optional<List<String>> items() {
        List<String> items = new ArrayList<>();
        if (end == 1) {
            return Optional.of(items);
        }
        while (true) {
            Optional<String> item = text.charAt(next) == '"' ? quoted() : plain();
            if (item.isEmpty()) {
                return Optional.empty();
            }
            items.add(item.get());
            if (next == end) {
                return Optional.of(items);
            }
            if (text.charAt(next) != ',') {
                return Optional.empty();
            }
            next++;
        }
    }

    private Optional<String> plain() {
        int start = next;
        while (next < end && text.charAt(next) != ',') {
            if (text.charAt(next) == text.charAt(end)) {
                return Optional.empty();
            }
            next++;
        }
        return Optional.of(text.substring(start, next));
    }

    private Optional<String> quoted() {
        StringBuilder item = new StringBuilder();
        next++;
        while (next < end) {
            char c = text.charAt(next++);
            if (c == '"') {
                return Optional.of(item.toString());
            }
            if (c == '\\' && next < end) {
                c = text.charAt(next++);
            }
            item.append(c);
        }
        return Optional.empty();
    }
}
