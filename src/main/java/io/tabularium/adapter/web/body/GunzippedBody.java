package io.tabularium.adapter.web.body;

import io.tabularium.domain.TabulariumException.MalformedRequest;
import io.tabularium.domain.TabulariumException.TooLarge;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;

/**
 * A body in gzip format (RFC 1952), of one member or several. Stricter than the JDK's own stream,
 * which passes over whatever follows a member and looks like none: that would make a damaged upload
 * look like a short one. In constant memory. Used by one thread.
 */
final class GunzippedBody extends InputStream {

    /** Text may shrink to a hundredth; what shrinks to much less is made for harm. */
    private static final int MAX_RATIO = 250;

    /** So much is inflated whatever the ratio. */
    private static final long FREE_BYTES = 8L * 1_024 * 1_024;

    private final GzipInput in;
    private final CRC32 checksum = new CRC32();
    private long inflated;
    private long inflatedOfMember;
    private boolean begun;
    private boolean inMember;
    private boolean ended;

    GunzippedBody(InputStream in) {
        this.in = new GzipInput(in);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    /**
     * @throws MalformedRequest if the body is damaged, breaks off, or goes on behind its end
     * @throws TooLarge if it inflates beyond all measure
     */
    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (inMember || beginMember()) {
            int count = in.inflate(buffer, offset, length);
            if (count > 0) {
                note(buffer, offset, count);
                return count;
            }
            endMember();
        }
        return -1;
    }

    private boolean beginMember() throws IOException {
        if (ended || (begun && in.isAtEnd())) {
            if (!ended) {
                in.end();
            }
            ended = true;
            return false;
        }
        in.readHeader();
        checksum.reset();
        inflatedOfMember = 0;
        begun = true;
        inMember = true;
        return true;
    }

    private void note(byte[] buffer, int offset, int count) {
        checksum.update(buffer, offset, count);
        inflatedOfMember += count;
        inflated += count;
        if (inflated > FREE_BYTES && inflated > MAX_RATIO * in.received()) {
            throw new TooLarge(
                    "The body may inflate to " + MAX_RATIO + " times what was sent of it.");
        }
    }

    private void endMember() throws IOException {
        GzipInput.require(in.readNumber() == checksum.getValue());
        GzipInput.require(in.readNumber() == (inflatedOfMember & 0xFFFF_FFFFL));
        inMember = false;
    }
}
