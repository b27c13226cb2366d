package io.tabularium.adapter.web.pace;

import org.apache.coyote.Request;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.SecureNioChannel;
import org.apache.tomcat.util.net.SocketBufferHandler;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Looks at the bytes of a body in chunks before Tomcat reads them. A read waits if all that has
 * come is framing: the end of one chunk and the beginning of the next one's size, for example. So a
 * client that sends one digit of a size makes bytes come without letting a read return. Used by the
 * thread of the request.
 */
final class FramedProcessor extends Http11Processor {

    /** Where a request holds its processor. Tomcat uses the first places. */
    private static final int NOTE = 17;

    private static final byte[] BLANK_LINE = {'\r', '\n', '\r', '\n'};

    /** Whether the last bytes that came are a blank line, which ends a body in chunks. */
    private boolean endsBlank;

    FramedProcessor(FramedProtocol protocol) {
        super(protocol, protocol.getAdapter());
        request.setNote(NOTE, this);
    }

    /**
     * The processor of a request.
     *
     * @throws IllegalStateException if the server has another protocol than {@link FramedProtocol}
     */
    static FramedProcessor of(Request request) {
        if (request.getNote(NOTE) instanceof FramedProcessor processor) {
            return processor;
        }
        throw new IllegalStateException("the request did not come through the protocol");
    }

    @Override
    public SocketState service(SocketWrapperBase<?> connection) throws IOException {
        endsBlank = false;
        return super.service(connection);
    }

    /**
     * Whether a read of a body in chunks returns without waiting for the client.
     *
     * @param available bytes that Tomcat has already, at least 1
     * @throws IOException if the connection is at its end or broken
     */
    boolean hasMoreThanFraming(int available) throws IOException {
        byte[] seen = joined(getLeftoverInput(), further());
        if (seen.length > 0) {
            endsBlank = isBlankLine(seen, seen.length - BLANK_LINE.length);
        }
        return endsBlank
                || Math.max(available, seen.length) > FramedProtocol.MAX_FRAMING_BYTES
                || hasBlankLine(seen);
    }

    /** The bytes behind those that Tomcat has, as far as they have come; they stay there. */
    private ByteBuffer further() throws IOException {
        SocketWrapperBase<?> connection = getSocketWrapper();
        NioChannel channel = (NioChannel) connection.getSocket();
        SocketBufferHandler buffers = connection.getSocketBufferHandler();
        buffers.configureReadBufferForWrite();
        if (buffers.getReadBuffer().position() <= FramedProtocol.MAX_FRAMING_BYTES) {
            makeRoom(buffers, channel);
            int read = channel.read(buffers.getReadBuffer());
            if (read < 0) {
                throw new IOException("the client has ended the connection");
            }
        }
        buffers.configureReadBufferForRead();
        return buffers.getReadBuffer().duplicate();
    }

    /** With TLS, Tomcat decrypts whole packets only, and tries for ever where one has no room. */
    private static void makeRoom(SocketBufferHandler buffers, NioChannel channel) {
        if (channel instanceof SecureNioChannel secure && buffers.getReadBuffer().position() > 0) {
            int packet = secure.getSslEngine().getSession().getApplicationBufferSize();
            buffers.expand(FramedProtocol.MAX_FRAMING_BYTES + packet);
        }
    }

    private static byte[] joined(@Nullable ByteBuffer left, ByteBuffer further) {
        int leftLength = left == null ? 0 : left.remaining();
        byte[] bytes = new byte[leftLength + further.remaining()];
        if (left != null) {
            left.get(bytes, 0, leftLength);
        }
        further.get(bytes, leftLength, further.remaining());
        return bytes;
    }

    private static boolean hasBlankLine(byte[] bytes) {
        for (int at = 0; at <= bytes.length - BLANK_LINE.length; at++) {
            if (isBlankLine(bytes, at)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isBlankLine(byte[] bytes, int at) {
        if (at < 0) {
            return false;
        }
        for (int i = 0; i < BLANK_LINE.length; i++) {
            if (bytes[at + i] != BLANK_LINE[i]) {
                return false;
            }
        }
        return true;
    }
}
