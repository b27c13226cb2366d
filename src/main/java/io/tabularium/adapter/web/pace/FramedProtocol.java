package io.tabularium.adapter.web.pace;

import org.apache.coyote.Processor;
import org.apache.coyote.http11.Http11NioProtocol;

/**
 * Tomcat's HTTP/1.1, each request of which can tell whether a read of its body would wait. Tomcat
 * makes it by the name of the class.
 */
public final class FramedProtocol extends Http11NioProtocol {

    /** Size limit, in bytes, of all chunk extensions of one body, and of its trailer. */
    private static final int MAX_EXTRA_BYTES = 256;

    /**
     * A body in chunks never has as many bytes in a row that hold no data: the end of a chunk, the
     * size of the next with its extensions, the trailer.
     */
    static final int MAX_FRAMING_BYTES = 4 * MAX_EXTRA_BYTES;

    public FramedProtocol() {
        setMaxExtensionSize(MAX_EXTRA_BYTES);
        setMaxTrailerSize(MAX_EXTRA_BYTES);
    }

    @Override
    protected Processor createProcessor() {
        return new FramedProcessor(this);
    }
}
