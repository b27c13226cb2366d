package io.tabularium.adapter.web.record;

import io.tabularium.adapter.json.JsonBytes;
import io.tabularium.adapter.representation.RecordEncoder;
import io.tabularium.adapter.web.query.SearchRequest;
import io.tabularium.domain.record.DataRecord;
import io.tabularium.domain.record.RecordPage;

import java.util.Optional;

/** A page of records as JSON. */
final class PageJson {

    /** More records than this are not kept as bytes too: the answer itself is large enough. */
    private static final int LARGE = 1_000;

    /** Bytes of a record of some 15 properties, and of what stands around all records. */
    private static final int USUAL_RECORD = 640;

    private static final int FRAME = 256;

    private PageJson() {}

    /**
     * The page.
     *
     * @param next the text of the cursor behind it, where there is more
     */
    static JsonBytes of(SearchRequest search, RecordPage page, Optional<String> next) {
        JsonBytes out = new JsonBytes(FRAME + page.items().size() * USUAL_RECORD);
        RecordEncoder encoder =
                new RecordEncoder(search.query().schema(), search.query().projection());
        boolean large = page.items().size() > LARGE;
        char separator = '[';
        out.raw("{\"items\":");
        for (DataRecord record : page.items()) {
            out.raw(separator);
            if (large) {
                encoder.writeAnew(out, record);
            } else {
                encoder.write(out, record);
            }
            separator = ',';
        }
        out.raw(page.items().isEmpty() ? "[]" : "]");
        out.raw(",\"page\":").value(search.number());
        out.raw(",\"size\":").value((long) search.page().size());
        page.total().ifPresent(total -> out.raw(",\"total\":").value(total));
        out.raw(",\"has_next\":").value(next.isPresent());
        out.raw(",\"has_previous\":").value(search.continues() || search.number() > 1);
        out.raw(",\"next_cursor\":").value(next.orElse(null)).raw('}');
        return out;
    }
}
