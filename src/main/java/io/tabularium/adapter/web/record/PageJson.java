package io.tabularium.adapter.web.record;

import io.tabularium.adapter.json.JsonBytes;
import io.tabularium.adapter.representation.RecordJson;
import io.tabularium.adapter.web.query.SearchRequest;
import io.tabularium.domain.query.Projection;
import io.tabularium.domain.record.DataRecord;
import io.tabularium.domain.record.RecordPage;

import java.util.Optional;

/** A page of records as JSON. */
final class PageJson {

    /** More records than this are not kept as bytes too: the answer itself is large enough. */
    private static final int LARGE = 1_000;

    private PageJson() {}

    /**
     * Writes the page.
     *
     * @param next the text of the cursor behind it, where there is more
     */
    static void write(JsonBytes out, SearchRequest search, RecordPage page, Optional<String> next) {
        Projection projection = search.query().projection();
        boolean large = page.items().size() > LARGE;
        char separator = '[';
        out.raw("{\"items\":");
        for (DataRecord record : page.items()) {
            out.raw(separator);
            if (large) {
                RecordJson.writeAnew(out, record, projection);
            } else {
                RecordJson.write(out, record, projection);
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
    }
}
