package io.tabularium.adapter.web.routing;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * Refuses requests that give what is served here a weight of zero: "not acceptable" (RFC 9110,
 * section 12.4.2). Spring routes them as if it were any other weight.
 */
final class AcceptInterceptor implements HandlerInterceptor {

    /**
     * @throws HttpMediaTypeNotAcceptableException if no type that the method produces is wanted
     */
    @Override
    public boolean preHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler)
            throws HttpMediaTypeNotAcceptableException {
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        if (accept != null
                && request.getAttribute(HandlerMapping.PRODUCIBLE_MEDIA_TYPES_ATTRIBUTE)
                        instanceof Collection<?> types) {
            List<MediaType> ranges = MediaType.parseMediaTypes(accept);
            List<MediaType> produced = types.stream().map(MediaType.class::cast).toList();
            if (produced.stream().allMatch(type -> weight(type, ranges) == 0)) {
                throw new HttpMediaTypeNotAcceptableException(produced);
            }
        }
        return true;
    }

    /** The weight of the most specific range that the type is within. */
    private static double weight(MediaType type, List<MediaType> ranges) {
        return ranges.stream()
                .filter(range -> range.includes(type))
                .max(Comparator.comparingInt(AcceptInterceptor::specificity))
                .map(MediaType::getQualityValue)
                .orElse(1.0);
    }

    private static int specificity(MediaType range) {
        if (range.isWildcardType()) {
            return 0;
        }
        return range.isWildcardSubtype() ? 1 : 2;
    }
}
