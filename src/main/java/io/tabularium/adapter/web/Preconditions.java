package io.tabularium.adapter.web;

import io.tabularium.domain.TabulariumException.MalformedRequest;
import io.tabularium.domain.record.Precondition;

import jakarta.servlet.http.HttpServletRequest;

import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The preconditions of writes, as {@code If-Match} and {@code If-None-Match} state them. */
final class Preconditions {

    private static final Pattern TAGS =
            Pattern.compile(
                    "[\\s,]*+(?:(W/)?\"([\\x21\\x23-\\x7E\\x80-\\xFF]*+)\"\\s*+(?:,[\\s,]*+|$))++");
    private static final Pattern TAG = Pattern.compile("(W/)?\"([^\"]*)\"");
    private static final Pattern VERSION = Pattern.compile("[1-9][0-9]{0,17}");
    private static final String ANY = "*";

    private Preconditions() {}

    /**
     * What must hold for the write to take place.
     *
     * @throws MalformedRequest if a header is not well-formed, or is a list of {@code
     *     If-None-Match}, which guards reads and not writes
     */
    static Precondition of(HttpServletRequest request) {
        Precondition match = ifMatch(joined(request, "If-Match"));
        Precondition noneMatch = ifNoneMatch(joined(request, "If-None-Match"));
        if (match instanceof Precondition.None) {
            return noneMatch;
        }
        return noneMatch instanceof Precondition.None
                ? match
                : new Precondition.AllOf(match, noneMatch);
    }

    private static String joined(HttpServletRequest request, String header) {
        return String.join(",", Collections.list(request.getHeaders(header))).strip();
    }

    private static Precondition ifMatch(String value) {
        if (value.isEmpty()) {
            return Precondition.NONE;
        }
        if (value.equals(ANY)) {
            return new Precondition.Exists();
        }
        if (!TAGS.matcher(value).matches()) {
            throw new MalformedRequest(
                    "If-Match must be '*' or a list of entity tags such as \"1\".");
        }
        return new Precondition.VersionIn(versions(value));
    }

    private static Precondition ifNoneMatch(String value) {
        if (value.isEmpty()) {
            return Precondition.NONE;
        }
        if (!value.equals(ANY)) {
            throw new MalformedRequest("If-None-Match of a write must be '*'.");
        }
        return new Precondition.Absent();
    }

    /** The versions that strong tags name; weak ones never match (RFC 9110, section 13.1.1). */
    private static Set<Long> versions(String tags) {
        Set<Long> versions = new HashSet<>();
        Matcher tag = TAG.matcher(tags);
        while (tag.find()) {
            boolean strong = tag.group(1) == null;
            if (strong && VERSION.matcher(tag.group(2)).matches()) {
                versions.add(Long.parseLong(tag.group(2)));
            }
        }
        return versions;
    }
}
