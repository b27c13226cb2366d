package io.tabularium.adapter.web.answer;

import io.tabularium.domain.TabulariumException.MalformedRequest;
import io.tabularium.domain.record.DataRecord;

import jakarta.servlet.http.HttpServletRequest;

import java.util.Collections;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The entity tags that a condition lists (RFC 9110, sections 8.8.3 and 13.1). Ours are versions;
 * others are well-formed, but name nothing that there is.
 *
 * @param any whether they are {@code *}, which stands for whatever there is
 * @param strong the versions that strong tags name
 * @param weak the versions that weak tags name
 */
public record EntityTags(boolean any, Set<Long> strong, Set<Long> weak) {

    private static final Pattern LIST =
            Pattern.compile(
                    "[\\s,]*+(?:(W/)?\"([\\x21\\x23-\\x7E\\x80-\\xFF]*+)\"\\s*+(?:,[\\s,]*+|$))++");
    private static final Pattern TAG = Pattern.compile("(W/)?\"([^\"]*)\"");
    private static final Pattern VERSION = Pattern.compile("[1-9][0-9]{0,17}");

    public EntityTags {
        strong = Set.copyOf(strong);
        weak = Set.copyOf(weak);
    }

    /** The strong tag of the record: its version. */
    public static String of(DataRecord record) {
        return ofVersion(record.version());
    }

    /** The strong tag of that version of a record. */
    static String ofVersion(long version) {
        return "\"" + version + "\"";
    }

    /**
     * The tags in the request's headers of that name; empty where there is none.
     *
     * @throws MalformedRequest if there is one, but no list of tags: to pass over it would be to
     *     drop a condition
     */
    public static Optional<EntityTags> listed(HttpServletRequest request, String header) {
        if (request.getHeader(header) == null) {
            return Optional.empty();
        }
        String value = String.join(",", Collections.list(request.getHeaders(header))).strip();
        if (value.equals("*")) {
            return Optional.of(new EntityTags(true, Set.of(), Set.of()));
        }
        if (!LIST.matcher(value).matches()) {
            throw new MalformedRequest(
                    header + " must be '*' or a list of entity tags such as \"1\".");
        }
        return Optional.of(parse(value));
    }

    /** Whether the record is among them, compared weakly. */
    public boolean name(DataRecord record) {
        return any || strong.contains(record.version()) || weak.contains(record.version());
    }

    private static EntityTags parse(String list) {
        Set<Long> strong = new HashSet<>();
        Set<Long> weak = new HashSet<>();
        Matcher tag = TAG.matcher(list);
        while (tag.find()) {
            if (VERSION.matcher(tag.group(2)).matches()) {
                (tag.group(1) == null ? strong : weak).add(Long.parseLong(tag.group(2)));
            }
        }
        return new EntityTags(false, strong, weak);
    }
}
