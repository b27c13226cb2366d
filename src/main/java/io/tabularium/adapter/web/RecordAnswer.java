package io.tabularium.adapter.web;

import io.tabularium.adapter.representation.RecordJson;
import io.tabularium.domain.record.DataRecord;

import jakarta.servlet.http.HttpServletResponse;

/** Answers with the one record that a request wrote. */
final class RecordAnswer {

    private RecordAnswer() {}

    /** The record is new: 201, with its address. */
    static Answer created(ReturnPreference preference, DataRecord record) {
        Answer answer =
                of(HttpServletResponse.SC_CREATED, preference, record)
                        .header("Location", ApiPath.of(record));
        return preference == ReturnPreference.MINIMAL ? answer : answer.created(record);
    }

    /** The record has a new version: 200, or 204 where no body is wanted. */
    static Answer changed(ReturnPreference preference, DataRecord record) {
        boolean minimal = preference == ReturnPreference.MINIMAL;
        return of(
                minimal ? HttpServletResponse.SC_NO_CONTENT : HttpServletResponse.SC_OK,
                preference,
                record);
    }

    private static Answer of(int status, ReturnPreference preference, DataRecord record) {
        Answer answer = new Answer(status).header("ETag", EntityTags.of(record));
        preference.confirm(answer);
        return preference == ReturnPreference.MINIMAL
                ? answer
                : answer.json(RecordJson.bytes(record));
    }
}
