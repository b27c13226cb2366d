package io.tabularium.fuzz;

import java.util.List;
import java.util.Random;

/** What may be wrong with a request's line and headers. */
final class HeadMutation {

    private static final List<String> METHODS =
            List.of(
                    "GET",
                    "POST",
                    "PUT",
                    "PATCH",
                    "DELETE",
                    "HEAD",
                    "OPTIONS",
                    "TRACE",
                    "CONNECT",
                    "PROPFIND",
                    "BREW",
                    "get",
                    "",
                    "G\0T",
                    "G(T",
                    "\u00ff\u00fe",
                    "M".repeat(9_000));

    private static final List<String> PATH_PIECES =
            List.of(
                    "%2F",
                    "%2f..%2f",
                    "/../..",
                    "/..;/",
                    "%2e%2e/",
                    "%00",
                    "\0",
                    "%ff%fe",
                    "%",
                    "%zz",
                    "//",
                    "/./",
                    "\\",
                    "%5C",
                    ";a=b",
                    "\u00c3\u00a6",
                    "%F0%9F%98%80",
                    "{}",
                    "|",
                    "\"",
                    "<script>",
                    "'",
                    "%0d%0aX:%20y",
                    " ",
                    "\t",
                    "#x",
                    "~",
                    "x".repeat(70_000),
                    "/a".repeat(5_000));

    private static final List<String> QUERIES =
            List.of(
                    "size=-1",
                    "size=99999999999",
                    "size=x",
                    "page=0",
                    "page=9223372036854775808",
                    "cursor=",
                    "cursor=AAAA",
                    "cursor=%00",
                    "sort=,",
                    "sort=-",
                    "sort=%5B%7B%7D%5D",
                    "fields=",
                    "fields=none",
                    "count=maybe",
                    "limit=-5",
                    "filters=",
                    "filters=%5B",
                    "filters={\"not\":{\"not\":[]}}",
                    "filters=" + "[".repeat(5_000),
                    "filters=" + "{\"not\":".repeat(200),
                    "field_code=eq.",
                    "field_code=in.(",
                    "field_code=in.()",
                    "field_code=like.%25",
                    "well_code=eq.1e999999",
                    "none=eq.1",
                    "=",
                    "&&&",
                    "%",
                    "field_code=eq.%ff",
                    "production_period=gt.not-a-time",
                    "field_code=not.eq.1&".repeat(60),
                    "a=b&".repeat(3_000),
                    "on_error=maybe",
                    "dry_run=2",
                    "conflict_key=none",
                    "on_conflict=update",
                    "field_code=eq.9223372036854775808");

    private static final List<String> HEADERS =
            List.of(
                    "Content-Length: -1",
                    "Content-Length: abc",
                    "Content-Length: 3",
                    "Content-Length: 99999999999999999999",
                    "Content-Length: 5\r\nContent-Length: 7",
                    "Transfer-Encoding: gzip",
                    "Transfer-Encoding: chunked, chunked",
                    "Transfer-Encoding: identity",
                    "Transfer-Encoding: \u00ff",
                    "Transfer-Encoding: chunked\r\nContent-Length: 3",
                    "Expect: 100-continue",
                    "Expect: wonders",
                    "Host: ",
                    "Host: a b",
                    "Host: x\r\nHost: y",
                    "Host: [::1",
                    "Content-Encoding: gzip",
                    "Content-Encoding: br",
                    "Content-Encoding: gzip, gzip",
                    "Content-Type: ",
                    "Content-Type: /",
                    "Content-Type: text/csv; charset=utf-16",
                    "Content-Type: application/json; charset=nonsense",
                    "Content-Type: text/plain",
                    "Content-Type: multipart/form-data; boundary=x",
                    "Accept: ;;;",
                    "Accept: image/png",
                    "Accept: */*;q=x",
                    "Accept-Encoding: gzip",
                    "Accept-Encoding: ;q=",
                    "If-Match: 1",
                    "If-Match: \"",
                    "If-Match: *",
                    "If-Match: \"9999999999999999999999\"",
                    "If-None-Match: *",
                    "If-None-Match: W/\"1\"",
                    "Prefer: return=",
                    "Prefer: return=representation",
                    "Prefer: return=minimal",
                    "Idempotency-Key: ",
                    "Idempotency-Key: " + "k".repeat(3_000),
                    "Idempotency-Key: \"" + "k".repeat(60_000) + "\"",
                    "If-Match: " + "\"1\", ".repeat(9_000) + "\"2\"",
                    "Prefer: " + "a=\"b\", ".repeat(8_000),
                    "Accept: " + "a/b;q=0.1, ".repeat(5_000) + "*/*",
                    "Accept-Encoding: " + "gzip;q=0, ".repeat(6_000),
                    "Idempotency-Key: \u00e6",
                    "Range: bytes=0-",
                    "traceparent: 00-zz-zz-zz",
                    "Connection: upgrade\r\nUpgrade: h2c",
                    "Connection: keep-alive, \0",
                    "No colon at all",
                    ": no name",
                    "A B: c",
                    "X: \0",
                    "X: a\r\n folded",
                    "X: " + "y".repeat(200_000),
                    "Cookie: a=\"",
                    "X-Forwarded-For: ,",
                    "Origin: null",
                    "Authorization: Basic !!!",
                    "X: y\r\n".repeat(500) + "X: y");

    private HeadMutation() {}

    static HttpText apply(HttpText request, Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> request.withMethod(any(METHODS, random));
            case 1 ->
                    request.withTarget(
                            inserted(request.target(), any(PATH_PIECES, random), random));
            case 2 ->
                    request.withTarget(
                            request.target()
                                    + (request.target().contains("?") ? "&" : "?")
                                    + any(QUERIES, random));
            case 3 ->
                    request.withTarget(
                            any(
                                    List.of("*", "", "http://elsewhere/", "x", "?", "/\u00ff"),
                                    random));
            default -> request.withHeader(any(HEADERS, random));
        };
    }

    private static String inserted(String text, String piece, Random random) {
        int at = random.nextInt(text.length() + 1);
        return text.substring(0, at) + piece + text.substring(at);
    }

    private static String any(List<String> choices, Random random) {
        return choices.get(random.nextInt(choices.size()));
    }
}
