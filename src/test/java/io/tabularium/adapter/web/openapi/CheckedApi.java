package io.tabularium.adapter.web.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.tabularium.adapter.json.JsonReader;
import io.tabularium.adapter.web.ApiServer.Answer;

import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Sends requests to operations of a document, and holds them and their answers to what the document
 * says. Keeps account of which answers there were.
 */
final class CheckedApi {

    private static final JsonReader JSON = new JsonReader(100_000_000);

    /** What is said of any answer, and needs no word of ours. */
    private static final Set<String> USUAL =
            Set.of(
                    "connection",
                    "content-length",
                    "content-type",
                    "date",
                    "keep-alive",
                    "transfer-encoding");

    private final Service service;
    private final Document document;
    private final String[] credentials;
    private final Set<String> seen = new TreeSet<>();

    /** Whatever answers requests. */
    interface Service {

        /**
         * The answer.
         *
         * @param headers names and values by turns
         */
        Answer send(String method, String path, BodyPublisher body, String... headers);
    }

    CheckedApi(Service service, Document document, String... credentials) {
        this.service = service;
        this.document = document;
        this.credentials = credentials;
    }

    Document document() {
        return document;
    }

    /** A request to the operation of that identifier. */
    CheckedCall call(String operationId) {
        return new CheckedCall(this, operation(operationId));
    }

    /** The identifiers of all operations. */
    List<String> operations() {
        List<String> identifiers = new ArrayList<>();
        document.object("paths")
                .forEach(
                        (path, item) ->
                                methods(item)
                                        .forEach(
                                                (method, operation) ->
                                                        identifiers.add(
                                                                (String)
                                                                        ((Map<?, ?>) operation)
                                                                                .get(
                                                                                        "operationId"))));
        return identifiers;
    }

    /**
     * The documented answers of which there were none: operation and status, and with these each
     * type of problem and each header.
     */
    Set<String> unseen(Predicate<String> statuses) {
        Set<String> unseen = new TreeSet<>();
        for (String operation : operations()) {
            ((Map<?, ?>) operation(operation).json().get("responses"))
                    .forEach(
                            (status, response) -> {
                                if (statuses.test((String) status)) {
                                    String situation = operation + " " + status;
                                    unseen.add(situation);
                                    details(document.resolved(response))
                                            .forEach(what -> unseen.add(situation + " " + what));
                                }
                            });
        }
        unseen.removeAll(seen);
        return unseen;
    }

    /** The headers and types of problems that a response tells of. */
    private List<String> details(Map<?, ?> response) {
        List<String> details = new ArrayList<>();
        if (response.get("headers") instanceof Map<?, ?> headers) {
            headers.keySet().forEach(name -> details.add((String) name));
        }
        if (response.get("content") instanceof Map<?, ?> content
                && content.get("application/problem+json") instanceof Map<?, ?> problem) {
            details.addAll(types((Map<?, ?>) problem.get("schema")));
        }
        return details;
    }

    private List<String> types(Map<?, ?> reference) {
        Map<?, ?> schema = document.resolved(reference);
        if (schema.get("oneOf") instanceof List<?> choices) {
            return choices.stream().flatMap(some -> types((Map<?, ?>) some).stream()).toList();
        }
        Map<?, ?> type = (Map<?, ?>) ((Map<?, ?>) schema.get("properties")).get("type");
        return type.get("const") instanceof String uri ? List.of(uri) : List.of();
    }

    /** Whether the operation can be answered with that type of problem. */
    boolean documents(String operationId, String type) {
        return ((Map<?, ?>) operation(operationId).json().get("responses"))
                .values().stream()
                        .flatMap(response -> details(document.resolved(response)).stream())
                        .anyMatch(type::equals);
    }

    /** Takes over what the other has seen. */
    void add(CheckedApi other) {
        seen.addAll(other.seen);
    }

    Operation operation(String operationId) {
        for (Map.Entry<String, Object> path : document.object("paths").entrySet()) {
            for (Map.Entry<?, ?> method : methods(path.getValue()).entrySet()) {
                Map<?, ?> operation = (Map<?, ?>) method.getValue();
                if (operationId.equals(operation.get("operationId"))) {
                    String verb = ((String) method.getKey()).toUpperCase(Locale.ROOT);
                    return new Operation(operationId, verb, path.getKey(), operation);
                }
            }
        }
        throw new AssertionError("no operation " + operationId);
    }

    /** One operation, at its method and path. */
    record Operation(String id, String method, String path, Map<?, ?> json) {}

    String[] credentials() {
        return credentials.clone();
    }

    Answer send(Operation operation, String path, String[] headers, String body) {
        return service.send(
                operation.method,
                path,
                body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body),
                headers);
    }

    /** Holds the answer to what the operation says of its status. */
    void check(Operation operation, Answer answer) {
        String situation = operation.id + " " + answer.status() + " " + answer.text();
        String status = Integer.toString(answer.status());
        Map<?, ?> responses = (Map<?, ?>) operation.json.get("responses");
        assertThat(responses.get(status)).as("documented: %s", situation).isNotNull();
        Map<?, ?> response = document.resolved(responses.get(status));
        checkHeaders(response, answer, situation);
        checkBody(response, answer, situation);
        account(operation.id + " " + status, response, answer);
    }

    private void account(String situation, Map<?, ?> response, Answer answer) {
        seen.add(situation);
        if (response.get("headers") instanceof Map<?, ?> headers) {
            headers.keySet().stream()
                    .filter(name -> answer.header((String) name) != null)
                    .forEach(name -> seen.add(situation + " " + name));
        }
        if ("application/problem+json".equals(answer.header("Content-Type"))) {
            seen.add(situation + " " + answer.member("type"));
        }
    }

    private void checkHeaders(Map<?, ?> response, Answer answer, String situation) {
        Map<?, ?> documented =
                response.get("headers") instanceof Map<?, ?> headers ? headers : Map.of();
        Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        documented.keySet().forEach(name -> names.add((String) name));
        for (String name : answer.headers().map().keySet()) {
            if (!USUAL.contains(name.toLowerCase(Locale.ROOT)) && !isOfSecurity(name)) {
                assertThat(names).as("headers of %s", situation).contains(name);
            }
        }
        documented.forEach(
                (name, header) -> {
                    String value = answer.header((String) name);
                    Map<?, ?> described = document.resolved(header);
                    if (value == null) {
                        assertThat(described.get("required"))
                                .as("%s is missing in %s", name, situation)
                                .isNotEqualTo(true);
                    } else {
                        Map<?, ?> schema = (Map<?, ?>) described.get("schema");
                        assertThat(document.faults(schema, typed(schema, value)))
                                .as("%s of %s", name, situation)
                                .isEmpty();
                    }
                });
    }

    /** Those that tell browsers what not to do. */
    private static boolean isOfSecurity(String name) {
        return name.toLowerCase(Locale.ROOT)
                .matches(
                        "x-content-type-options|x-frame-options|content-security-policy"
                                + "|referrer-policy|cross-origin-.*|cache-control|vary");
    }

    private void checkBody(Map<?, ?> response, Answer answer, String situation) {
        if (!(response.get("content") instanceof Map<?, ?> content)) {
            assertThat(answer.text()).as(situation).isEmpty();
            return;
        }
        if (answer.text().isEmpty() && answer.header("Preference-Applied") != null) {
            return;
        }
        String type = answer.header("Content-Type").replaceAll(";.*", "");
        assertThat(content.containsKey(type)).as("%s of %s", type, situation).isTrue();
        Map<?, ?> schema = (Map<?, ?>) ((Map<?, ?>) content.get(type)).get("schema");
        checkText(schema, type, answer.text(), situation);
    }

    /** Holds a body to its schema: JSON as it is, lines each to what they hold. */
    void checkText(Map<?, ?> schema, String mediaType, String text, String situation) {
        if (mediaType.endsWith("json") && !mediaType.equals("application/x-ndjson")) {
            Object json = JSON.read(text);
            assertThat(document.faults(schema, json)).as(situation).isEmpty();
            checkMembers(schema, json, situation);
        } else if (schema.get("contentSchema") instanceof Map<?, ?> ofLine) {
            text.lines()
                    .forEach(
                            line ->
                                    assertThat(document.faults(ofLine, JSON.read(line)))
                                            .as(situation)
                                            .isEmpty());
        }
    }

    /** An object that may have other members than are described has none. */
    private void checkMembers(Map<?, ?> reference, Object json, String situation) {
        Map<?, ?> schema = document.resolved(reference);
        if (schema.get("oneOf") instanceof List<?> choices) {
            choices.stream()
                    .map(Map.class::cast)
                    .filter(choice -> document.faults(choice, json).isEmpty())
                    .forEach(choice -> checkMembers(choice, json, situation));
        } else if (json instanceof List<?> items && schema.get("items") instanceof Map<?, ?> each) {
            items.forEach(item -> checkMembers(each, item, situation));
        } else if (json instanceof Map<?, ?> object
                && schema.get("properties") instanceof Map<?, ?> properties) {
            assertThat(properties.keySet().containsAll(object.keySet()))
                    .as("members of %s", situation)
                    .isTrue();
        }
    }

    /** The JSON value that a text in a header or a query stands for. */
    Object typed(Map<?, ?> reference, String text) {
        Map<?, ?> schema = document.resolved(reference);
        return switch (String.valueOf(schema.get("type"))) {
            case "integer", "boolean" -> JSON.read(text);
            case "array" -> List.of((Object[]) text.split(",", -1));
            default -> text;
        };
    }

    private static Map<?, ?> methods(Object item) {
        Map<Object, Object> methods = new LinkedHashMap<>((Map<?, ?>) item);
        methods.remove("parameters");
        return methods;
    }
}
