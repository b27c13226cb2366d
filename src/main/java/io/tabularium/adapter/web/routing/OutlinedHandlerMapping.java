package io.tabularium.adapter.web.routing;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.springframework.http.server.PathContainer;
import org.springframework.web.servlet.mvc.condition.PathPatternsRequestCondition;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;
import org.springframework.web.util.pattern.PathPattern;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Finds the controller's method for a request as Spring does, but evaluates the conditions of those
 * mappings only whose outline the path has. Spring evaluates each mapping with a variable in its
 * path for every request, which took a fifth of the samples of a profile of gets
 * (docs/performance.md).
 */
final class OutlinedHandlerMapping extends RequestMappingHandlerMapping {

    /** Absent for a mapping whose conditions must always be evaluated. */
    private final Map<RequestMappingInfo, List<PathOutline>> outlines = new ConcurrentHashMap<>();

    @Override
    protected void registerHandlerMethod(
            Object handler, Method method, RequestMappingInfo mapping) {
        outlines(mapping).ifPresent(found -> outlines.put(mapping, found));
        super.registerHandlerMethod(handler, method, mapping);
    }

    @Override
    protected @Nullable RequestMappingInfo getMatchingMapping(
            RequestMappingInfo mapping, HttpServletRequest request) {
        @Nullable List<PathOutline> known = outlines.get(mapping);
        if (known == null) {
            return super.getMatchingMapping(mapping, request);
        }
        PathContainer path =
                ServletRequestPathUtils.getParsedRequestPath(request).pathWithinApplication();
        for (PathOutline outline : known) {
            if (outline.fits(path)) {
                return super.getMatchingMapping(mapping, request);
            }
        }
        return null;
    }

    private static Optional<List<PathOutline>> outlines(RequestMappingInfo mapping) {
        @Nullable PathPatternsRequestCondition condition = mapping.getPathPatternsCondition();
        if (condition == null) {
            return Optional.empty();
        }
        List<PathOutline> outlines = new ArrayList<>();
        for (PathPattern pattern : condition.getPatterns()) {
            Optional<PathOutline> outline = PathOutline.of(pattern);
            if (outline.isEmpty()) {
                return Optional.empty();
            }
            outlines.add(outline.get());
        }
        return Optional.of(outlines);
    }
}
