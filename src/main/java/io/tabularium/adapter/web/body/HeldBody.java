package io.tabularium.adapter.web.body;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A body that is gone through more than once. Held in pieces, so that it need not be copied. */
public final class HeldBody {

    private static final int PIECE_BYTES = 64 * 1_024;

    private final List<byte[]> pieces = new ArrayList<>();

    /** Reads the stream to its end. */
    HeldBody(InputStream in) throws IOException {
        byte[] piece = in.readNBytes(PIECE_BYTES);
        while (piece.length > 0) {
            pieces.add(piece);
            piece = in.readNBytes(PIECE_BYTES);
        }
    }

    /** The bytes from the first on. */
    public InputStream open() {
        List<InputStream> streams = new ArrayList<>();
        for (byte[] piece : pieces) {
            streams.add(new ByteArrayInputStream(piece));
        }
        return new SequenceInputStream(Collections.enumeration(streams));
    }
}
