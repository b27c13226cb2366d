package io.tabularium.adapter.web.openapi;

import static io.tabularium.adapter.web.openapi.part.JsonObjects.object;

import io.tabularium.adapter.web.openapi.part.ResponseHeader;
import io.tabularium.adapter.web.problem.ProblemType;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes one operation of the document. Used by one thread. */
final class OperationObject {

    private final Map<String, @Nullable Object> operation;
    private final Map<String, @Nullable Object> answers = new LinkedHashMap<>();
    private final List<Map<String, @Nullable Object>> parameters = new ArrayList<>();
    private final List<ProblemShape> problems = new ArrayList<>();
    private final OperationContext context;

    /** What all operations of one document share. */
    record OperationContext(ProblemResponses problems, boolean secured) {}

    /**
     * @param id unique in the document; generated methods are named after what stands behind its
     *     last underscore
     */
    OperationObject(
            OperationContext context, String tag, String id, String summary, String description) {
        this.context = context;
        this.operation =
                object(
                        "tags", List.of(tag),
                        "operationId", id,
                        "summary", summary,
                        "description", description);
        if (context.secured) {
            problems(ProblemType.UNAUTHENTICATED, ProblemType.TOO_MANY_REQUESTS);
        }
    }

    OperationObject parameters(List<Map<String, @Nullable Object>> more) {
        parameters.addAll(more);
        return this;
    }

    OperationObject parameters(String... components) {
        return parameters(Parameters.references(components));
    }

    /** With a body; the contents by media type. */
    OperationObject body(String description, Map<String, @Nullable Object> content) {
        operation.put(
                "requestBody",
                object("description", description, "required", true, "content", content));
        return this;
    }

    /** An answer without a body. */
    OperationObject answers(int status, String description, ResponseHeader... headers) {
        return answers(status, description, Optional.empty(), headers);
    }

    /** An answer with a body; the contents by media type. */
    OperationObject answers(
            int status,
            String description,
            Map<String, @Nullable Object> content,
            ResponseHeader... headers) {
        return answers(status, description, Optional.of(content), headers);
    }

    private OperationObject answers(
            int status, String description, Optional<?> content, ResponseHeader... headers) {
        List<ResponseHeader> all = new ArrayList<>(List.of(headers));
        if (context.secured) {
            all.add(ResponseHeader.RATE_LIMIT);
            all.add(ResponseHeader.RATE_LIMIT_POLICY);
        }
        Optional<?> references =
                all.isEmpty() ? Optional.empty() : Optional.of(ResponseHeader.references(all));
        answers.put(
                Integer.toString(status),
                object("description", description, "headers", references, "content", content));
        return this;
    }

    OperationObject problems(ProblemType... types) {
        Arrays.stream(types).map(ProblemShape::of).forEach(problems::add);
        return this;
    }

    OperationObject problems(ProblemShape shape) {
        problems.add(shape);
        return this;
    }

    /**
     * The operation.
     *
     * @param grant what a caller needs
     */
    Map<String, @Nullable Object> needing(String grant) {
        if (context.secured) {
            operation.computeIfPresent(
                    "description", (name, text) -> text + "\n\nNeeds the grant `" + grant + "`.");
        }
        return refusable();
    }

    /** The operation, which needs a grant that is not told by its path alone. */
    Map<String, @Nullable Object> refusable() {
        if (context.secured) {
            problems(ProblemType.FORBIDDEN);
        }
        return open();
    }

    /** The operation, which is refused to nobody who is known. */
    Map<String, @Nullable Object> open() {
        if (!parameters.isEmpty()) {
            operation.put("parameters", List.copyOf(parameters));
        }
        @Nullable Object body = operation.remove("requestBody");
        if (body != null) {
            operation.put("requestBody", body);
        }
        Map<String, @Nullable Object> responses = new LinkedHashMap<>(answers);
        responses.putAll(context.problems.of(problems));
        operation.put("responses", responses);
        return operation;
    }
}
