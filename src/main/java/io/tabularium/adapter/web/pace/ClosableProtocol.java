package io.tabularium.adapter.web.pace;

import org.apache.coyote.Processor;
import org.apache.coyote.http11.Http11NioProtocol;

/**
 * Tomcat's HTTP/1.1, whose connections can be closed for input while a body is read. Tomcat makes
 * it by the name of the class.
 */
public final class ClosableProtocol extends Http11NioProtocol {

    /** Size limit, in bytes, of all chunk extensions of one body, and of its trailer. */
    private static final int MAX_EXTRA_BYTES = 256;

    public ClosableProtocol() {
        setMaxExtensionSize(MAX_EXTRA_BYTES);
        setMaxTrailerSize(MAX_EXTRA_BYTES);
    }

    @Override
    protected Processor createProcessor() {
        return new ClosableProcessor(this);
    }
}
