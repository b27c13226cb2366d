package io.tabularium.adapter.web.routing;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;

import org.junit.jupiter.api.Test;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

import java.util.Optional;

/** An outline rejects no path that Spring's own pattern matches. */
class PathOutlineTest {

    private static final PathPatternParser PARSER = PathPatternParser.defaultInstance;

    @Test
    void tellsPathsByTheirLastLiteralSegment() {
        PathOutline count = outline("/records/{schema:.+}/count").orElseThrow();

        assertThat(count.fits(path("/records/wells/count"))).isTrue();
        assertThat(count.fits(path("/records/wells/stream"))).isFalse();
    }

    @Test
    void tellsPathsByTheNumberOfTheirSegments() {
        PathOutline records = outline("/records/{schema}").orElseThrow();

        assertThat(records.fits(path("/records/wells"))).isTrue();
        assertThat(records.fits(path("/records"))).isFalse();
        assertThat(records.fits(path("/records/wells/1"))).isFalse();
        assertThat(records.fits(path("/records/wells/"))).isFalse();
    }

    @Test
    void comparesDecodedSegments() {
        PathOutline count = outline("/records/{schema}/count").orElseThrow();

        assertThat(count.fits(path("/records/wells/c%6Funt"))).isTrue();
        assertThat(count.fits(path("/records/wells/count;a=b"))).isTrue();
    }

    @Test
    void hasNoOutlineOfPatternsOfAnyLength() {
        assertThat(outline("/docs/**")).isEmpty();
        assertThat(outline("/docs/{*rest}")).isEmpty();
        assertThat(outline("/")).isEmpty();
        assertThat(outline("/docs/")).isEmpty();
        assertThat(outline("/docs/*.js")).isEmpty();
        assertThat(outline("/docs/{name}.js")).isEmpty();
    }

    @Property
    void rejectsNoPathThatThePatternMatches(
            @ForAll("patterns") String pattern, @ForAll("paths") String path) {
        boolean matches = PARSER.parse(pattern).matches(path(path));
        Statistics.label("matched").collect(matches);

        Optional<PathOutline> outline = outline(pattern);

        if (matches && outline.isPresent()) {
            assertThat(outline.get().fits(path(path))).isTrue();
        }
    }

    @Provide
    Arbitrary<String> patterns() {
        return joined("a", "b", "{x}", "{x:a+}", "*", "**", "{x}.b", "");
    }

    @Provide
    Arbitrary<String> paths() {
        return joined("a", "b", "aa", "%61", "a;b=c", "a.b", "");
    }

    private static Arbitrary<String> joined(String... segments) {
        return Arbitraries.of(segments)
                .list()
                .ofMinSize(1)
                .ofMaxSize(3)
                .map(parts -> "/" + String.join("/", parts))
                .filter(text -> !text.matches(".*\\*\\*/.*") && !text.matches(".*\\{x.*\\{x.*"));
    }

    private static Optional<PathOutline> outline(String pattern) {
        PathPattern parsed = PARSER.parse(pattern);
        return PathOutline.of(parsed);
    }

    private static PathContainer path(String text) {
        return PathContainer.parsePath(text);
    }
}
