package io.tabularium.adapter.web.upload;

import io.tabularium.adapter.web.access.Caller;
import io.tabularium.adapter.web.admission.Load;
import io.tabularium.adapter.web.body.Reception;
import io.tabularium.adapter.web.pace.BodyReadiness;
import io.tabularium.adapter.web.pace.ReadDeadlines;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;

import java.io.IOException;

/** Receives the bodies of requests. Thread-safe. */
public final class Uploads implements Reception {

    private final UploadLimits limits;
    private final ReadDeadlines deadlines;
    private final SpoolRoom room;

    public Uploads(UploadLimits limits, ReadDeadlines deadlines) {
        this.limits = limits;
        this.deadlines = deadlines;
        this.room = new SpoolRoom(limits);
    }

    /**
     * Begins to receive the body of a bulk load, which holds a place among {@link Load#UPLOADS}.
     *
     * @param maxBytes of the body that are received before it is loaded; what is longer is refused
     *     by the load itself
     */
    public Upload begin(HttpServletRequest request, long maxBytes) throws IOException {
        ClientBody client = new ClientBody(request, deadlines);
        return new Upload(request, client, limits, room.share(Caller.idOf(request)), maxBytes);
    }

    @Override
    public <T extends @Nullable Object> T whole(
            HttpServletRequest request, long maxBytes, Reading<T> reading) throws IOException {
        long length = request.getContentLengthLong();
        if (length >= 0 && BodyReadiness.of(request).hasCome(length)) {
            return reading.read(request);
        }
        try (WholeBody body =
                new WholeBody(
                        request,
                        new ClientBody(request, deadlines),
                        limits,
                        room.share(Caller.idOf(request)),
                        maxBytes)) {
            body.receive();
            return reading.read(body.request());
        }
    }
}
