package io.tabularium.adapter.web.admission;

import io.tabularium.domain.TabulariumException.Overloaded;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Holds requests to the bulkheads of the methods that serve them: from when they are routed, before
 * anything of the body is read, until they are answered or move to another bulkhead. Thread-safe.
 */
public final class AdmissionInterceptor implements HandlerInterceptor {

    private final Bulkheads bulkheads;

    public AdmissionInterceptor(Bulkheads bulkheads) {
        this.bulkheads = bulkheads;
    }

    /**
     * @throws Overloaded if the request is not let in
     */
    @Override
    public boolean preHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method) {
            @Nullable Within within = method.getMethodAnnotation(Within.class);
            if (within != null) {
                Admission.begin(request, bulkheads, within.value());
            }
        }
        return true;
    }

    @Override
    public void afterCompletion(
            HttpServletRequest request,
            HttpServletResponse response,
            Object handler,
            @Nullable Exception failure) {
        Admission.end(request);
    }
}
