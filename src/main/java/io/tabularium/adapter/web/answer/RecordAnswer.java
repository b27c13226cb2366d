package io.tabularium.adapter.web.answer;

import io.tabularium.adapter.representation.KeptData;
import io.tabularium.adapter.representation.RecordJson;
import io.tabularium.adapter.web.ApiPath;
import io.tabularium.domain.record.DataRecord;
import io.tabularium.domain.record.KeptOutcome;
import io.tabularium.domain.record.RecordData;
import io.tabularium.domain.schema.Schema;

import jakarta.servlet.http.HttpServletResponse;

import java.util.function.Supplier;

/** Answers with the one record that a request wrote. */
public final class RecordAnswer {

    private static final long FIRST_VERSION = 1;

    private RecordAnswer() {}

    /** The record is new: 201, with its address. */
    public static Answer created(ReturnPreference preference, DataRecord record) {
        Answer head = headOfCreated(preference, ApiPath.of(record), EntityTags.of(record));
        return withBody(head, preference, record);
    }

    /**
     * The answer to a create under a key, as it was given first.
     *
     * @param preference of the request that was sent again; the first one decided whether there is
     *     a body
     * @param data of the request that was sent again
     */
    public static Answer createdBefore(
            ReturnPreference preference,
            Schema schema,
            KeptOutcome.Creation kept,
            Supplier<RecordData> data) {
        Answer head =
                headOfCreated(
                        firstPreference(preference, kept),
                        ApiPath.of(schema.name(), kept.id()),
                        EntityTags.ofVersion(FIRST_VERSION));
        KeptData.representation(kept, schema, data).ifPresent(head::json);
        return head;
    }

    private static ReturnPreference firstPreference(
            ReturnPreference preference, KeptOutcome.Creation kept) {
        if (kept.data() instanceof KeptOutcome.Data.None) {
            return ReturnPreference.MINIMAL;
        }
        return preference == ReturnPreference.MINIMAL ? ReturnPreference.NONE : preference;
    }

    private static Answer headOfCreated(
            ReturnPreference preference, String location, String entityTag) {
        return head(HttpServletResponse.SC_CREATED, preference, entityTag)
                .header("Location", location);
    }

    /** The record has a new version: 200, or 204 where no body is wanted. */
    public static Answer changed(ReturnPreference preference, DataRecord record) {
        int status =
                preference == ReturnPreference.MINIMAL
                        ? HttpServletResponse.SC_NO_CONTENT
                        : HttpServletResponse.SC_OK;
        return withBody(head(status, preference, EntityTags.of(record)), preference, record);
    }

    private static Answer head(int status, ReturnPreference preference, String entityTag) {
        Answer answer = new Answer(status).header("ETag", entityTag);
        preference.confirm(answer);
        return answer;
    }

    private static Answer withBody(Answer head, ReturnPreference preference, DataRecord record) {
        return preference == ReturnPreference.MINIMAL ? head : head.json(RecordJson.bytes(record));
    }
}
