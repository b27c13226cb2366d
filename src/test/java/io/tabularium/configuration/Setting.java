package io.tabularium.configuration;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import org.hibernate.validator.constraints.time.DurationMin;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * A setting as users meet it.
 *
 * @param component of the record that it is bound to
 * @param defaultValue empty for none
 * @param description one sentence, in Markdown
 */
record Setting(String name, RecordComponent component, String defaultValue, String description) {

    /**
     * Reads one of the entries of {@code spring-configuration-metadata.json}.
     *
     * @throws AssertionError if no record holds it
     */
    static Setting of(Map<?, ?> entry) {
        String name = (String) entry.get("name");
        return new Setting(
                name,
                component((String) entry.get("sourceType"), lastPart(name)),
                Objects.toString(entry.get("defaultValue"), ""),
                Objects.toString(entry.get("description"), "")
                        .replaceAll("\\{@code ([^}]*)}", "`$1`"));
    }

    private static RecordComponent component(String type, String name) {
        try {
            return Arrays.stream(Class.forName(type).getRecordComponents())
                    .filter(component -> kebab(component.getName()).equals(name))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no component for " + name));
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    private static String lastPart(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static String kebab(String name) {
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    /** What comes before the last dot. */
    String group() {
        return name.substring(0, name.lastIndexOf('.'));
    }

    String environmentVariable() {
        return name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    String type() {
        Type type = component.getGenericType();
        if (type instanceof ParameterizedType list) {
            Class<?> element = (Class<?>) list.getActualTypeArguments()[0];
            return element.isRecord() ? "list of " + names(element.getRecordComponents()) : "list";
        }
        Class<?> plain = component.getType();
        if (plain.isEnum()) {
            return Arrays.stream(plain.getEnumConstants())
                    .map(constant -> "`" + constant.toString().toLowerCase(Locale.ROOT) + "`")
                    .collect(Collectors.joining(", "));
        }
        return switch (plain.getSimpleName()) {
            case "int", "long", "Integer", "Long" -> "number";
            case "boolean" -> "`true`, `false`";
            case "DataSize" -> "size";
            case "Duration" -> "time";
            case "Path" -> "path";
            case "String" -> "text";
            default -> throw new AssertionError("a type without a name: " + plain);
        };
    }

    private static String names(RecordComponent[] components) {
        return Arrays.stream(components)
                .map(component -> "`" + component.getName() + "`")
                .collect(Collectors.joining(", "));
    }

    /** What its annotations allow, and what the checks of its record say of it; or nothing. */
    String range() {
        AnnotatedElement element = component.getAccessor();
        Min min = element.getAnnotation(Min.class);
        Max max = element.getAnnotation(Max.class);
        DurationMin shortest = element.getAnnotation(DurationMin.class);
        if (min != null && max != null) {
            return "%,d to %,d".formatted(min.value(), max.value());
        }
        if (min != null) {
            return "at least %,d".formatted(min.value());
        }
        return shortest != null ? "at least %ds".formatted(shortest.seconds()) : checked();
    }

    private String checked() {
        String start = name + " must ";
        List<String> said =
                Arrays.stream(component.getDeclaringRecord().getDeclaredMethods())
                        .map(Setting::message)
                        .filter(message -> message.startsWith(start))
                        .map(
                                message ->
                                        message.substring(start.length())
                                                .replaceFirst("\\bbe ", ""))
                        .toList();
        return String.join("; ", said);
    }

    private static String message(Method check) {
        AssertTrue condition = check.getAnnotation(AssertTrue.class);
        return condition == null ? "" : condition.message();
    }

    /** As a row of a table. */
    String row() {
        return "| `%s`<br>`%s` | %s | %s | %s | %s |"
                .formatted(
                        name,
                        environmentVariable(),
                        type(),
                        defaultValue.isEmpty() ? "none" : "`" + defaultValue + "`",
                        range(),
                        description);
    }
}
