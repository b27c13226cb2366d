package io.tabularium.adapter.web.body;

import io.tabularium.domain.TabulariumException.MalformedRequest;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** What is read of a body in gzip format: headers and trailers byte by byte, the rest inflated. */
final class GzipInput {

    private static final int BUFFER_BYTES = 16 * 1_024;
    private static final int MAX_HEADER_BYTES = 64 * 1_024;

    private static final int HEADER_CHECKSUM = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;
    private static final int RESERVED = 0xE0;

    private final InputStream in;
    private final Inflater inflater = new Inflater(true);
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int position;
    private int limit;
    private long received;

    private final CRC32 headerChecksum = new CRC32();
    private int headerBytes;

    GzipInput(InputStream in) {
        this.in = in;
    }

    /** How many bytes were read so far. */
    long received() {
        return received;
    }

    /** Whether nothing follows. */
    boolean isAtEnd() throws IOException {
        return position == limit && !fill();
    }

    /** Reads the header of a member (RFC 1952, section 2.3), which has a bounded length. */
    void readHeader() throws IOException {
        headerChecksum.reset();
        headerBytes = 0;
        require(nextOfHeader() == 0x1F && nextOfHeader() == 0x8B && nextOfHeader() == 8);
        int flags = nextOfHeader();
        require((flags & RESERVED) == 0);
        skip(6);
        if ((flags & EXTRA) != 0) {
            skip(nextOfHeader() | nextOfHeader() << 8);
        }
        if ((flags & NAME) != 0) {
            skipText();
        }
        if ((flags & COMMENT) != 0) {
            skipText();
        }
        if ((flags & HEADER_CHECKSUM) != 0) {
            long expected = headerChecksum.getValue() & 0xFFFF;
            require((next() | next() << 8) == expected);
        }
        inflater.reset();
    }

    /**
     * Inflates some of the member; 0 at its end.
     *
     * @throws MalformedRequest if it is damaged or breaks off
     */
    int inflate(byte[] target, int offset, int length) throws IOException {
        try {
            int count = inflater.inflate(target, offset, length);
            while (count == 0 && !inflater.finished()) {
                require(!inflater.needsDictionary());
                if (isAtEnd()) {
                    throw ReceivedBody.brokenOff();
                }
                inflater.setInput(buffer, position, limit - position);
                position = limit;
                count = inflater.inflate(target, offset, length);
            }
            if (count == 0) {
                position = limit - inflater.getRemaining();
            }
            return count;
        } catch (DataFormatException e) {
            throw damaged();
        }
    }

    /** The next four bytes, the lowest first. */
    long readNumber() throws IOException {
        long number = 0;
        for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
            number |= (long) next() << shift;
        }
        return number;
    }

    /** Gives back what the inflater holds; nothing can be read afterwards. */
    void end() {
        inflater.end();
    }

    /**
     * @throws MalformedRequest if that does not hold
     */
    static void require(boolean holds) {
        if (!holds) {
            throw damaged();
        }
    }

    private static MalformedRequest damaged() {
        return new MalformedRequest("The body is no well-formed gzip.");
    }

    private void skipText() throws IOException {
        int read = nextOfHeader();
        while (read != 0) {
            read = nextOfHeader();
        }
    }

    private void skip(int bytes) throws IOException {
        for (int i = 0; i < bytes; i++) {
            nextOfHeader();
        }
    }

    private int nextOfHeader() throws IOException {
        int octet = next();
        headerBytes++;
        require(headerBytes <= MAX_HEADER_BYTES);
        headerChecksum.update(octet);
        return octet;
    }

    private int next() throws IOException {
        if (isAtEnd()) {
            throw ReceivedBody.brokenOff();
        }
        return buffer[position++] & 0xFF;
    }

    private boolean fill() throws IOException {
        int count = in.read(buffer, 0, buffer.length);
        position = 0;
        limit = Math.max(0, count);
        received += limit;
        return count > 0;
    }
}
