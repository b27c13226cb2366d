package io.tabularium.adapter.web.record;

import io.tabularium.adapter.web.answer.EntityTags;
import io.tabularium.domain.TabulariumException.MalformedRequest;
import io.tabularium.domain.record.Precondition;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.HttpHeaders;

/** The preconditions of writes, as {@code If-Match} and {@code If-None-Match} state them. */
final class Preconditions {

    private Preconditions() {}

    /**
     * What must hold for the write to take place.
     *
     * @throws MalformedRequest if a header is not well-formed, or is a list of {@code
     *     If-None-Match}, which guards reads and not writes
     */
    static Precondition of(HttpServletRequest request) {
        Precondition match =
                EntityTags.listed(request, HttpHeaders.IF_MATCH)
                        .map(Preconditions::ifMatch)
                        .orElse(Precondition.NONE);
        Precondition noneMatch =
                EntityTags.listed(request, HttpHeaders.IF_NONE_MATCH)
                        .map(Preconditions::ifNoneMatch)
                        .orElse(Precondition.NONE);
        if (match instanceof Precondition.None) {
            return noneMatch;
        }
        return noneMatch instanceof Precondition.None
                ? match
                : new Precondition.Both(match, noneMatch);
    }

    /** Weak tags never match (RFC 9110, section 13.1.1). */
    private static Precondition ifMatch(EntityTags tags) {
        return tags.any() ? new Precondition.Exists() : new Precondition.VersionIn(tags.strong());
    }

    private static Precondition ifNoneMatch(EntityTags tags) {
        if (!tags.any()) {
            throw new MalformedRequest("If-None-Match of a write must be '*'.");
        }
        return new Precondition.Absent();
    }
}
