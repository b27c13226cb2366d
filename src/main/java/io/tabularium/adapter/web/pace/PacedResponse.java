package io.tabularium.adapter.web.pace;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;

import org.apache.coyote.CloseNowException;

import java.io.IOException;

/**
 * A response that the client must take fast enough; else it is broken off, so that it does not look
 * complete. Used by one thread.
 */
final class PacedResponse extends HttpServletResponseWrapper {

    /** The speed is looked at after so many bytes. */
    private static final int STEP_BYTES = 64 * 1_024;

    private final Pace.Meter meter;

    PacedResponse(HttpServletResponse response, Pace pace) {
        super(response);
        this.meter = pace.start();
    }

    @Override
    public ServletOutputStream getOutputStream() throws IOException {
        return new PacedOutput(super.getOutputStream());
    }

    @Override
    public void flushBuffer() throws IOException {
        long since = System.nanoTime();
        super.flushBuffer();
        meter.note(0, since);
        requirePace();
    }

    private void requirePace() throws IOException {
        if (meter.isTooSlow()) {
            throw new CloseNowException("The client takes the answer too slowly.");
        }
    }

    private final class PacedOutput extends ServletOutputStream {

        private final ServletOutputStream out;

        private PacedOutput(ServletOutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int octet) throws IOException {
            write(new byte[] {(byte) octet}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            int at = offset;
            int end = offset + length;
            while (at < end) {
                int step = Math.min(STEP_BYTES, end - at);
                long since = System.nanoTime();
                out.write(bytes, at, step);
                meter.note(step, since);
                requirePace();
                at += step;
            }
        }

        @Override
        public void flush() throws IOException {
            flushBuffer();
        }

        @Override
        public void close() throws IOException {
            out.close();
        }

        @Override
        public boolean isReady() {
            return out.isReady();
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            out.setWriteListener(listener);
        }
    }
}
