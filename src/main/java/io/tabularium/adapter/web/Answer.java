package io.tabularium.adapter.web;

import jakarta.servlet.http.HttpServletResponse;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** A whole answer, which can be sent, and kept as bytes to be sent again. Used by one thread. */
final class Answer {

    /** Stands first in what is kept, so that another form can be told from it one day. */
    private static final int FORM = 1;

    private static final byte[] NO_BODY = {};

    private final int status;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private byte[] body = NO_BODY;

    Answer(int status) {
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
    Answer json(byte[] json) {
        body = json;
        return header("Content-Type", JsonAnswer.MEDIA_TYPE);
    }

    void send(HttpServletResponse response) throws IOException {
        response.setStatus(status);
        headers.forEach(response::setHeader);
        if (body.length > 0) {
            response.setContentLength(body.length);
            response.getOutputStream().write(body);
        }
    }

    byte[] toBytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(FORM);
            out.writeShort(status);
            out.writeByte(headers.size());
            for (Map.Entry<String, String> header : headers.entrySet()) {
                out.writeUTF(header.getKey());
                out.writeUTF(header.getValue());
            }
            out.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /**
     * @param bytes of {@link #toBytes}
     */
    static Answer of(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            if (in.readByte() != FORM) {
                throw new IllegalStateException("an answer of an unknown form was kept");
            }
            Answer answer = new Answer(in.readUnsignedShort());
            for (int left = in.readUnsignedByte(); left > 0; left--) {
                answer.header(in.readUTF(), in.readUTF());
            }
            answer.body = in.readAllBytes();
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
