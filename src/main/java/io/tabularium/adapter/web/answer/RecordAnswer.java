package io.tabularium.adapter.web.answer;

import io.tabularium.adapter.representation.RecordJson;
import io.tabularium.adapter.web.ApiPath;
import io.tabularium.domain.record.DataRecord;

import jakarta.servlet.http.HttpServletResponse;

/** Answers with the one record that a request wrote. */
public final class RecordAnswer {

    private RecordAnswer() {}

    /** The record is new: 201, with its address. */
    public static Answer created(ReturnPreference preference, DataRecord record) {
        return withBody(headOfCreated(preference, record), preference, record);
    }

    /** The answer to a create without its body. */
    static Answer headOfCreated(ReturnPreference preference, DataRecord record) {
        return head(HttpServletResponse.SC_CREATED, preference, record)
                .header("Location", ApiPath.of(record));
    }

    /** The record has a new version: 200, or 204 where no body is wanted. */
    public static Answer changed(ReturnPreference preference, DataRecord record) {
        int status =
                preference == ReturnPreference.MINIMAL
                        ? HttpServletResponse.SC_NO_CONTENT
                        : HttpServletResponse.SC_OK;
        return withBody(head(status, preference, record), preference, record);
    }

    private static Answer head(int status, ReturnPreference preference, DataRecord record) {
        Answer answer = new Answer(status).header("ETag", EntityTags.of(record));
        preference.confirm(answer);
        return answer;
    }

    private static Answer withBody(Answer head, ReturnPreference preference, DataRecord record) {
        return preference == ReturnPreference.MINIMAL ? head : head.json(RecordJson.bytes(record));
    }
}
