package io.tabularium.domain.schema.format;

import java.util.regex.Pattern;

/** URIs with a scheme (RFC 3986, section 3); not relative references, and in ASCII only. */
public final class UriText {

    private static final int MAX_LENGTH = 65_536;
    private static final int GROUPS_OF_IPV6 = 8;
    private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*+");
    private static final Pattern IP_FUTURE =
            Pattern.compile("[vV][0-9A-Fa-f]++\\.[A-Za-z0-9._~!$&'()*+,;=:-]++");
    private static final Pattern IPV4 =
            Pattern.compile("(?:(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(?:\\.(?!$)|$)){4}");
    private static final Pattern HEX_GROUP = Pattern.compile("[0-9A-Fa-f]{1,4}");
    private static final String IN_HOST = "-._~!$&'()*+,;=";
    private static final String IN_USER = IN_HOST + ":";
    private static final String IN_PATH = IN_USER + "@/";
    private static final String IN_QUERY = IN_PATH + "?";

    private UriText() {}

    public static boolean accepts(String text) {
        int colon = text.indexOf(':');
        if (colon < 0
                || text.length() > MAX_LENGTH
                || !SCHEME.matcher(text.substring(0, colon)).matches()) {
            return false;
        }
        String rest = text.substring(colon + 1);
        int hash = rest.indexOf('#');
        if (hash >= 0 && !consistsOf(rest.substring(hash + 1), IN_QUERY)) {
            return false;
        }
        rest = hash >= 0 ? rest.substring(0, hash) : rest;
        int mark = rest.indexOf('?');
        if (mark >= 0 && !consistsOf(rest.substring(mark + 1), IN_QUERY)) {
            return false;
        }
        return isHierarchy(mark >= 0 ? rest.substring(0, mark) : rest);
    }

    private static boolean isHierarchy(String text) {
        if (!text.startsWith("//")) {
            return consistsOf(text, IN_PATH);
        }
        int slash = text.indexOf('/', 2);
        int end = slash < 0 ? text.length() : slash;
        return isAuthority(text.substring(2, end)) && consistsOf(text.substring(end), IN_PATH);
    }

    private static boolean isAuthority(String text) {
        int at = text.indexOf('@');
        if (at >= 0 && !consistsOf(text.substring(0, at), IN_USER)) {
            return false;
        }
        String hostAndPort = text.substring(at + 1);
        int bracket = hostAndPort.lastIndexOf(']');
        int colon = hostAndPort.indexOf(':', bracket + 1);
        String host = colon < 0 ? hostAndPort : hostAndPort.substring(0, colon);
        String port = colon < 0 ? "" : hostAndPort.substring(colon + 1);
        if (!port.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return false;
        }
        boolean address = host.startsWith("[") && host.endsWith("]");
        return address
                ? isAddress(host.substring(1, host.length() - 1))
                : consistsOf(host, IN_HOST);
    }

    private static boolean isAddress(String text) {
        if (IP_FUTURE.matcher(text).matches()) {
            return true;
        }
        int gap = text.indexOf("::");
        if (gap < 0) {
            return groups(text, true) == GROUPS_OF_IPV6;
        }
        int before = groups(text.substring(0, gap), false);
        int after = groups(text.substring(gap + 2), true);
        return before >= 0 && after >= 0 && before + after < GROUPS_OF_IPV6;
    }

    /** How many 16-bit groups the text has, an IPv4 address counting as two; -1 if it is wrong. */
    private static int groups(String text, boolean mayEndInIpv4) {
        if (text.isEmpty()) {
            return 0;
        }
        String[] parts = text.split(":", -1);
        int count = parts.length;
        for (int i = 0; i < parts.length; i++) {
            boolean last = i == parts.length - 1;
            if (last && mayEndInIpv4 && IPV4.matcher(parts[i]).matches()) {
                count++;
            } else if (!HEX_GROUP.matcher(parts[i]).matches()) {
                return -1;
            }
        }
        return count;
    }

    /** Whether there are only letters, digits, these symbols and percent-encoded bytes. */
    private static boolean consistsOf(String text, String symbols) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%') {
                if (i + 2 >= text.length() || !isHex(text, i + 1) || !isHex(text, i + 2)) {
                    return false;
                }
                i += 2;
            } else if (!isAlphanumeric(c) && symbols.indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean isHex(String text, int index) {
        char c = text.charAt(index);
        return c < 128 && Character.digit(c, 16) >= 0;
    }

    private static boolean isAlphanumeric(char c) {
        return c < 128 && Character.isLetterOrDigit(c);
    }
}
