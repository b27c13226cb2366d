package io.tabularium.adapter.web.answer;

import jakarta.servlet.http.HttpServletResponse;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** A whole answer, which can be sent, and kept to be sent again. Used by one thread. */
public final class Answer {

    private static final byte[] NO_BODY = {};

    private final int status;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private byte[] body = NO_BODY;

    public Answer(int status) {
        this.status = status;
    }

    Answer header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    /**
     * With a JSON body.
     *
     * @param json not copied
     */
    public Answer json(byte[] json) {
        body = json;
        return header("Content-Type", JsonAnswer.MEDIA_TYPE);
    }

    public void send(HttpServletResponse response) throws IOException {
        response.setStatus(status);
        headers.forEach(response::setHeader);
        if (body.length > 0) {
            response.setContentLength(body.length);
            response.getOutputStream().write(body);
        }
    }

    int status() {
        return status;
    }

    Map<String, String> headers() {
        return headers;
    }

    /** Empty where there is none. */
    byte[] body() {
        return body;
    }
}
