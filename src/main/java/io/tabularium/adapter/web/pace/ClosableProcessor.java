package io.tabularium.adapter.web.pace;

import org.apache.coyote.Request;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.net.NioChannel;
import org.jspecify.annotations.Nullable;

import java.io.IOException;

/** Gives access to the connection of the request that it processes. */
final class ClosableProcessor extends Http11Processor {

    /** Where a request holds its processor. Tomcat uses the first places. */
    private static final int NOTE = 17;

    ClosableProcessor(ClosableProtocol protocol) {
        super(protocol, protocol.getAdapter());
        request.setNote(NOTE, this);
    }

    /** The processor of a request; null if it did not come through {@link ClosableProtocol}. */
    static @Nullable ClosableProcessor of(Request request) {
        return request.getNote(NOTE) instanceof ClosableProcessor processor ? processor : null;
    }

    /**
     * Closes the connection for input. A thread that waits for input then finds the end of it. An
     * answer can still be sent. May be called by any thread while a thread reads the body.
     */
    void closeInput() throws IOException {
        if (getSocketWrapper().getSocket() instanceof NioChannel channel) {
            channel.getIOChannel().shutdownInput();
        }
    }
}
