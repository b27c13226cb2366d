package io.tabularium.adapter.web.observation;

import static org.springframework.web.servlet.HandlerMapping.BEST_MATCHING_HANDLER_ATTRIBUTE;
import static org.springframework.web.servlet.HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE;

import io.tabularium.adapter.web.problem.ProblemResponse;
import io.tabularium.adapter.web.problem.TraceId;
import io.tabularium.domain.schema.Schema;
import io.tabularium.domain.schema.SchemaCatalog;

import jakarta.servlet.ServletException;

import org.apache.catalina.AccessLog;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.jspecify.annotations.Nullable;
import org.springframework.web.method.HandlerMethod;

import java.io.IOException;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Sees every request once, when its answer is out. It stands where Tomcat's access log would,
 * because only there the time and the bytes are known to the end. What the operator's endpoints
 * serve it leaves alone, and a head that cannot be read is no request: Tomcat logs none.
 */
final class RequestObserver extends ValveBase implements AccessLog {

    private final SchemaCatalog catalog;
    private final RequestMeters meters;
    private final RequestLog log;
    private final RequestSampling sampling;
    private final Map<Method, Optional<Operation>> operations = new ConcurrentHashMap<>();

    RequestObserver(
            SchemaCatalog catalog, RequestMeters meters, RequestLog log, RequestSampling sampling) {
        super(true);
        this.catalog = catalog;
        this.meters = meters;
        this.log = log;
        this.sampling = sampling;
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        getNext().invoke(request, response);
    }

    @Override
    public void log(Request request, Response response, long nanos) {
        @Nullable Operation operation = operationOf(request);
        if (operation != null) {
            AnsweredRequest answered = answered(operation, request, response, nanos);
            meters.count(answered);
            if (answered.traceId() != null) {
                log.add(answered);
            }
        }
    }

    private AnsweredRequest answered(
            Operation operation, Request request, Response response, long nanos) {
        @Nullable RequestNotes notes = RequestNotes.known(request);
        Outcome outcome = outcomeOf(request, response);
        boolean hasLine = log.isOn() && sampling.includes(operation, outcome);
        return new AnsweredRequest(
                operation,
                schemaOf(request, notes),
                outcome,
                response.getStatus(),
                nanos,
                request.getCoyoteRequest().getBytesRead(),
                response.getBytesWritten(false),
                ProblemResponse.sentTo(request),
                notes,
                hasLine ? TraceId.of(request) : null);
    }

    /** Null for what is not this API's. */
    private @Nullable Operation operationOf(Request request) {
        return request.getAttribute(BEST_MATCHING_HANDLER_ATTRIBUTE) instanceof HandlerMethod found
                ? operations
                        .computeIfAbsent(found.getMethod(), RequestObserver::declared)
                        .orElse(null)
                : Operation.OTHER;
    }

    private static Optional<Operation> declared(Method method) {
        return Optional.ofNullable(method.getAnnotation(Serves.class)).map(Serves::value);
    }

    private String schemaOf(Request request, @Nullable RequestNotes notes) {
        if (notes != null && notes.schema() != null) {
            return notes.schema().name().value();
        }
        return request.getAttribute(URI_TEMPLATE_VARIABLES_ATTRIBUTE) instanceof Map<?, ?> variables
                        && variables.get("schema") instanceof String name
                ? catalog.find(name).map(RequestObserver::nameOf).orElse(AnsweredRequest.NO_SCHEMA)
                : AnsweredRequest.NO_SCHEMA;
    }

    private static String nameOf(Schema schema) {
        return schema.name().value();
    }

    private static Outcome outcomeOf(Request request, Response response) {
        Outcome outcome = Outcome.of(response.getStatus());
        return outcome == Outcome.SUCCESS && isBroken(request) ? Outcome.BROKEN : outcome;
    }

    private static boolean isBroken(Request request) {
        AtomicBoolean allowed = new AtomicBoolean();
        request.getCoyoteRequest().action(ActionCode.IS_IO_ALLOWED, allowed);
        return !allowed.get();
    }

    /** A proxy's headers play no part in what is told. */
    @Override
    public void setRequestAttributesEnabled(boolean enabled) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean getRequestAttributesEnabled() {
        return false;
    }
}
