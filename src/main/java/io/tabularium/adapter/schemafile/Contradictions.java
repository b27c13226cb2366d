package io.tabularium.adapter.schemafile;

import io.tabularium.domain.json.Json;

import java.math.BigDecimal;

/** Reports limits that leave nothing between them. */
final class Contradictions {

    private Contradictions() {}

    static void report(SchemaNode node) {
        requireOrder(node, "minLength", "maxLength");
        requireOrder(node, "minItems", "maxItems");
        requireOrder(node, "minProperties", "maxProperties");
        requireOrder(node, "minimum", "maximum");
        requireGap(node, "minimum", "exclusiveMaximum");
        requireGap(node, "exclusiveMinimum", "maximum");
        requireGap(node, "exclusiveMinimum", "exclusiveMaximum");
    }

    private static void requireOrder(SchemaNode node, String low, String high) {
        if (compare(node, low, high) > 0) {
            node.fault(low, "is more than " + high + ": nothing can meet both");
        }
    }

    private static void requireGap(SchemaNode node, String low, String high) {
        if (areNumbers(node, low, high) && compare(node, low, high) >= 0) {
            node.fault(low, "leaves nothing below " + high + ": nothing can meet both");
        }
    }

    private static int compare(SchemaNode node, String low, String high) {
        return areNumbers(node, low, high) ? number(node, low).compareTo(number(node, high)) : 0;
    }

    private static boolean areNumbers(SchemaNode node, String low, String high) {
        return Json.isNumber(node.get(low)) && Json.isNumber(node.get(high));
    }

    private static BigDecimal number(SchemaNode node, String keyword) {
        return Json.toDecimal(java.util.Objects.requireNonNull(node.get(keyword)));
    }
}
