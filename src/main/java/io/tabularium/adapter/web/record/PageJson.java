package io.tabularium.adapter.web.record;

import io.tabularium.adapter.representation.RecordJson;
import io.tabularium.adapter.web.query.SearchRequest;
import io.tabularium.domain.record.DataRecord;
import io.tabularium.domain.record.RecordPage;

import tools.jackson.core.JsonGenerator;

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
    static void write(
            JsonGenerator generator, SearchRequest search, RecordPage page, Optional<String> next) {
        generator.writeStartObject();
        generator.writeArrayPropertyStart("items");
        boolean large = page.items().size() > LARGE;
        for (DataRecord record : page.items()) {
            if (large) {
                RecordJson.writeAnew(generator, record, search.query().projection());
            } else {
                RecordJson.write(generator, record, search.query().projection());
            }
        }
        generator.writeEndArray();
        generator.writeNumberProperty("page", search.number());
        generator.writeNumberProperty("size", search.page().size());
        if (page.total().isPresent()) {
            generator.writeNumberProperty("total", page.total().getAsLong());
        }
        generator.writeBooleanProperty("has_next", next.isPresent());
        generator.writeBooleanProperty("has_previous", search.continues() || search.number() > 1);
        generator.writeStringProperty("next_cursor", next.orElse(null));
        generator.writeEndObject();
    }
}
