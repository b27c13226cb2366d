package io.tabularium.loadtests.ratios.http;

import java.nio.charset.StandardCharsets;

/** HTTP/1.1 requests as the bytes that a client sends. Targets and JSON are ASCII. */
public final class RequestBytes {

    private RequestBytes() {}

    public static byte[] get(String target) {
        return ("GET " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** A POST of JSON that asks for a response without a body. */
    public static byte[] create(String target, String json) {
        return write("POST", target, json);
    }

    /**
     * A request that asks for a response without a body.
     *
     * @param json the body; empty for none
     */
    public static byte[] write(String method, String target, String json) {
        return (method
                        + " "
                        + target
                        + " HTTP/1.1\r\nHost: localhost\r\nPrefer: return=minimal\r\n"
                        + "Content-Type: application/json\r\nContent-Length: "
                        + json.length()
                        + "\r\n\r\n"
                        + json)
                .getBytes(StandardCharsets.US_ASCII);
    }
}
