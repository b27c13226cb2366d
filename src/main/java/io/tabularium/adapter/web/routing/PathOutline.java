package io.tabularium.adapter.web.routing;

import org.jspecify.annotations.Nullable;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.PathContainer.Element;
import org.springframework.http.server.PathContainer.PathSegment;
import org.springframework.web.util.pattern.PathPattern;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The number of segments of a path pattern, and those of them that are literal. {@code
 * /records/{schema:.+}/count} has three, of which the first and the last are literal. Comparing
 * them with a path costs less than evaluating the pattern. Immutable.
 */
final class PathOutline {

    /** The literal text of each segment; null where the pattern has a variable. */
    private final @Nullable String[] segments;

    private PathOutline(@Nullable String[] segments) {
        this.segments = segments;
    }

    /** The outline of a pattern; empty where the number of its segments is not fixed. */
    static Optional<PathOutline> of(PathPattern pattern) {
        String text = pattern.getPatternString();
        if (!text.startsWith("/") || text.endsWith("/")) {
            return Optional.empty();
        }
        String[] parts = text.substring(1).split("/", -1);
        @Nullable String[] segments = new String[parts.length];
        for (int i = 0; i < parts.length; i++) {
            String part = parts[i];
            if (part.startsWith("{") && part.endsWith("}") && !part.startsWith("{*")) {
                continue;
            }
            if (part.isEmpty() || part.matches(".*[{}*?\\\\].*")) {
                return Optional.empty();
            }
            segments[i] = part;
        }
        return Optional.of(new PathOutline(segments));
    }

    /**
     * Whether a path has this outline. False only if the pattern cannot match. If true, the
     * pattern's variables may still refuse the path.
     *
     * @param path the path of a request, as Spring has parsed it
     */
    boolean fits(PathContainer path) {
        List<Element> elements = path.elements();
        if (elements.size() != 2 * segments.length) {
            return false;
        }
        // Paths of one API differ at their ends.
        for (int i = segments.length - 1; i >= 0; i--) {
            String literal = segments[i];
            if (literal != null
                    && !(elements.get(2 * i + 1) instanceof PathSegment segment
                            && segment.valueToMatch().equals(literal))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return Arrays.toString(segments);
    }
}
