package io.tabularium.adapter.web.upload;

import io.tabularium.adapter.web.access.Caller;
import io.tabularium.adapter.web.admission.Load;
import io.tabularium.adapter.web.pace.ReadDeadlines;

import jakarta.servlet.http.HttpServletRequest;

import java.io.IOException;

/** Receives the bodies of bulk loads. Thread-safe. */
public final class Uploads {

    private final UploadLimits limits;
    private final ReadDeadlines deadlines;
    private final SpoolRoom room;

    public Uploads(UploadLimits limits, ReadDeadlines deadlines) {
        this.limits = limits;
        this.deadlines = deadlines;
        this.room = new SpoolRoom(limits);
    }

    /**
     * Begins to receive the body of a request, which holds a place among {@link Load#UPLOADS}.
     *
     * @param maxBytes of the body that are received before it is loaded; what is longer is refused
     *     by the load itself
     */
    public Upload begin(HttpServletRequest request, long maxBytes) throws IOException {
        ClientBody client = new ClientBody(request, deadlines);
        return new Upload(request, client, limits, room.share(Caller.idOf(request)), maxBytes);
    }
}
