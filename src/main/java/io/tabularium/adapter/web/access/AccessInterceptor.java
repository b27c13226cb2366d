package io.tabularium.adapter.web.access;

import static org.springframework.web.servlet.HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE;

import io.tabularium.adapter.key.Use;
import io.tabularium.adapter.web.observation.Operation;
import io.tabularium.adapter.web.observation.Serves;
import io.tabularium.adapter.web.problem.ProblemException;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

import java.util.Map;

/**
 * Lets a routed request through if its caller may do what the method serves, before anything of the
 * body is read. Where the body names the schema, the controller asks again. Thread-safe.
 */
public final class AccessInterceptor implements HandlerInterceptor {

    /**
     * @throws ProblemException if the caller may not
     */
    @Override
    public boolean preHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method) {
            @Nullable Serves serves = method.getMethodAnnotation(Serves.class);
            if (serves != null) {
                require(Caller.current(), serves.value(), schemaOf(request));
            }
        }
        return true;
    }

    private static void require(Caller caller, Operation operation, @Nullable String schema) {
        switch (operation) {
            case CREATE, REPLACE, PATCH, DELETE, BULK -> require(caller, Use.WRITE, schema);
            case GET, COUNT, PAGE, STREAM -> require(caller, Use.READ, schema);
            case SCHEMAS -> {
                if (schema != null) {
                    caller.requireToSee(schema);
                }
            }
            // Shows to each caller what is theirs, or nothing at all.
            case OPENAPI, OTHER -> {}
        }
    }

    private static void require(Caller caller, Use use, @Nullable String schema) {
        if (schema == null) {
            caller.requireSome(use);
        } else {
            caller.require(use, schema);
        }
    }

    private static @Nullable String schemaOf(HttpServletRequest request) {
        return request.getAttribute(URI_TEMPLATE_VARIABLES_ATTRIBUTE) instanceof Map<?, ?> variables
                        && variables.get("schema") instanceof String name
                ? name
                : null;
    }
}
