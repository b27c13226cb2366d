package io.tabularium.crash;

import io.tabularium.adapter.json.JsonWriter;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;

/** A schema file that changes between restarts, and data that is valid by it. */
final class TestedSchema {

    /** Indexed from the beginning: few values, many values. */
    private static final List<String> INDEXED = List.of("category", "load");

    private static final List<String> CLUSTERED_BY = List.of("category", "amount", "serial");
    private static final int CATEGORIES = 200;
    private static final int CODES = 40;

    private final String name;
    private final boolean keyed;
    private final TreeSet<String> indexed = new TreeSet<>(INDEXED);
    private final List<String> added = new ArrayList<>();
    private boolean codeUnique;
    private Optional<String> cluster = Optional.empty();
    private long longestText = 1_000;

    /**
     * @param keyed whether owner and serial are a unique key, and code another
     */
    TestedSchema(String name, boolean keyed) {
        this.name = name;
        this.keyed = keyed;
        this.codeUnique = keyed;
    }

    String name() {
        return name;
    }

    boolean keyed() {
        return keyed;
    }

    boolean codeUnique() {
        return codeUnique;
    }

    boolean clustered() {
        return cluster.isPresent();
    }

    /** The properties that conditions can use an index for. */
    List<String> indexed() {
        List<String> names = new ArrayList<>(indexed);
        if (codeUnique) {
            names.add("code");
        }
        return names;
    }

    void writeTo(Path folder) throws IOException {
        Files.writeString(folder.resolve(name + ".schema.json"), JsonWriter.toText(definition()));
    }

    /** Changes it in one way that a restart applies; returns what was changed. */
    String change(Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> add(false);
            case 1 -> add(true);
            case 2 -> index("serial");
            case 3 -> dropCodeKey();
            case 4 -> clusterBy(CLUSTERED_BY.get(random.nextInt(CLUSTERED_BY.size())));
            default -> loosen();
        };
    }

    private String add(boolean withIndex) {
        String property = "added_" + added.size();
        added.add(property);
        if (withIndex) {
            indexed.add(property);
        }
        return "added " + property + (withIndex ? ", indexed" : "");
    }

    private String index(String property) {
        return indexed.add(property) ? "indexed " + property : loosen();
    }

    private String dropCodeKey() {
        if (!codeUnique) {
            return loosen();
        }
        codeUnique = false;
        return "dropped the unique key code";
    }

    String clusterBy(String property) {
        cluster = Optional.of(property);
        return "clustered by " + property;
    }

    private String loosen() {
        longestText++;
        return "allowed texts of " + longestText + " characters";
    }

    private Map<String, Object> definition() {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("owner", property("string"));
        properties.put("serial", property("integer"));
        properties.put("category", property("string"));
        Map<String, Object> amount = property("number");
        amount.put("x-precision", 12L);
        amount.put("x-scale", 2L);
        properties.put("amount", amount);
        Map<String, Object> text = property("string");
        text.put("maxLength", longestText);
        properties.put("text", text);
        properties.put("load", property("string"));
        Map<String, Object> code = property("string");
        code.put("x-unique", codeUnique);
        properties.put("code", code);
        added.forEach(name -> properties.put(name, property("integer")));
        indexed.forEach(name -> member(properties, name).put("x-indexed", true));
        Map<String, Object> definition = new LinkedHashMap<>();
        definition.put("type", "object");
        definition.put("required", List.of("owner", "serial"));
        definition.put("properties", properties);
        if (keyed) {
            definition.put("x-unique", List.of(List.of("owner", "serial")));
        }
        cluster.ifPresent(property -> definition.put("x-cluster", List.of(property)));
        return definition;
    }

    private static Map<String, Object> property(String type) {
        Map<String, Object> property = new LinkedHashMap<>();
        property.put("type", type);
        return property;
    }

    @SuppressWarnings("unchecked") // as it was put
    private static Map<String, Object> member(Map<String, Object> properties, String name) {
        return (Map<String, Object>) properties.get(name);
    }

    /** Valid data of a record, with no code. */
    Map<String, Object> data(Identity identity, Random random) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("owner", identity.owner());
        data.put("serial", identity.serial());
        data.putAll(changeable(random));
        return data;
    }

    /** New values for the properties that may change. */
    Map<String, Object> changeable(Random random) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("category", "k" + random.nextInt(CATEGORIES));
        data.put("amount", BigDecimal.valueOf(random.nextInt(1_000_000), 2));
        data.put("text", text(random));
        added.forEach(name -> data.put(name, (long) random.nextInt(1_000)));
        return data;
    }

    private static String text(Random random) {
        String piece = random.nextInt(10) == 0 ? "a \"nasty\", höchst\nunusual text; " : "text ";
        return piece.repeat(1 + random.nextInt(8)) + random.nextInt();
    }

    /** A code that other clients want as well. */
    static String contendedCode(Random random) {
        return "x" + random.nextInt(CODES);
    }
}
