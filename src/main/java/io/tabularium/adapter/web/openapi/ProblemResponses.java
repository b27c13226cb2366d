package io.tabularium.adapter.web.openapi;

import static io.tabularium.adapter.web.openapi.part.JsonObjects.component;
import static io.tabularium.adapter.web.openapi.part.JsonObjects.object;

import io.tabularium.adapter.web.openapi.part.ResponseHeader;
import io.tabularium.adapter.web.problem.ProblemType;

import org.jspecify.annotations.Nullable;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The answers that are problems: components that operations share, one for each set of problems of
 * the same status. Those that an operation has asked for are kept. Used by one thread.
 */
final class ProblemResponses {

    static final String MEDIA_TYPE = "application/problem+json";

    private static final String UNEXPECTED = "Unexpected";

    private final Map<String, List<ProblemShape>> asked = new TreeMap<>();

    /** The answers of an operation that has these problems, by status. */
    Map<String, @Nullable Object> of(List<ProblemShape> shapes) {
        Map<Integer, List<ProblemShape>> byStatus =
                shapes.stream()
                        .sorted(Comparator.comparing(ProblemShape::type))
                        .collect(
                                Collectors.groupingBy(
                                        shape -> shape.type().status(),
                                        TreeMap::new,
                                        Collectors.toList()));
        Map<String, @Nullable Object> responses = new LinkedHashMap<>();
        byStatus.forEach(
                (status, some) -> {
                    String name = name(some);
                    asked.put(name, some);
                    responses.put(status.toString(), reference(name));
                });
        responses.put("default", reference(UNEXPECTED));
        return responses;
    }

    /** The responses that were asked for. */
    Map<String, @Nullable Object> components() {
        Map<String, @Nullable Object> components = new LinkedHashMap<>();
        asked.forEach((name, shapes) -> components.put(name, response(shapes)));
        components.put(
                UNEXPECTED,
                object(
                        "description",
                        "Any other problem: the server failed, or refused the request before it"
                                + " was routed.",
                        "content",
                        object(
                                MEDIA_TYPE,
                                object(
                                        "schema",
                                        component(ProblemShape.ANY),
                                        "example",
                                        ProblemShape.of(ProblemType.INTERNAL_ERROR).example()))));
        return components;
    }

    /** The schemas that they refer to. */
    Map<String, @Nullable Object> schemas() {
        Map<String, @Nullable Object> schemas = new LinkedHashMap<>(ProblemShape.common());
        asked.values().stream()
                .flatMap(List::stream)
                .forEach(shape -> schemas.put(shape.name(), shape.schema()));
        asked.values().stream()
                .filter(shapes -> shapes.size() > 1)
                .forEach(shapes -> schemas.put(name(shapes) + "Problem", choice(shapes)));
        return schemas;
    }

    private static Map<String, @Nullable Object> response(List<ProblemShape> shapes) {
        Map<String, @Nullable Object> examples = new LinkedHashMap<>();
        shapes.forEach(
                shape -> examples.put(shape.type().slug(), object("value", shape.example())));
        List<ResponseHeader> headers =
                shapes.stream().flatMap(shape -> shape.headers().stream()).distinct().toList();
        Map<String, @Nullable Object> response =
                object(
                        "description",
                        shapes.stream()
                                .map(shape -> shape.type().title() + ".")
                                .collect(Collectors.joining(" ")));
        if (!headers.isEmpty()) {
            response.put("headers", ResponseHeader.references(headers));
        }
        response.put(
                "content",
                object(
                        MEDIA_TYPE,
                        object(
                                "schema",
                                component(name(shapes) + "Problem"),
                                "examples",
                                examples)));
        return response;
    }

    /** Told apart by their type. */
    private static Map<String, @Nullable Object> choice(List<ProblemShape> shapes) {
        Map<String, @Nullable Object> mapping = new LinkedHashMap<>();
        shapes.forEach(
                shape -> mapping.put(shape.type().uri(), "#/components/schemas/" + shape.name()));
        return object(
                "oneOf",
                shapes.stream().map(shape -> component(shape.name())).toList(),
                "discriminator",
                object("propertyName", "type", "mapping", mapping));
    }

    private static String name(List<ProblemShape> shapes) {
        return shapes.stream()
                .map(shape -> shape.name().replaceAll("Problem$", ""))
                .collect(Collectors.joining("Or"));
    }

    private static Map<String, @Nullable Object> reference(String name) {
        return object("$ref", "#/components/responses/" + name);
    }
}
