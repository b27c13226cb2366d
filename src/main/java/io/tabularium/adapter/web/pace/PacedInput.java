package io.tabularium.adapter.web.pace;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;

import java.io.IOException;

/** A body that must come fast enough. Used by one thread. */
final class PacedInput extends ServletInputStream {

    private final ServletInputStream in;
    private final Pace.Meter meter;
    private final ReadDeadlines.ReadDeadline deadline;

    PacedInput(ServletInputStream in, Pace.Meter meter, ReadDeadlines.ReadDeadline deadline) {
        this.in = in;
        this.meter = meter;
        this.deadline = deadline;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    /**
     * @throws ClientTooSlow if what came, came too slowly
     */
    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        long since = System.nanoTime();
        int count = deadline.within(meter.leftNanos(), () -> in.read(buffer, offset, length));
        if (count >= 0) {
            meter.note(count, since);
            if (meter.isTooSlow()) {
                throw new ClientTooSlow();
            }
        }
        return count;
    }

    @Override
    public boolean isFinished() {
        return in.isFinished();
    }

    @Override
    public boolean isReady() {
        return in.isReady();
    }

    @Override
    public void setReadListener(ReadListener listener) {
        in.setReadListener(listener);
    }
}
