package io.tabularium.adapter.web;

import io.tabularium.adapter.representation.RecordJson;
import io.tabularium.domain.record.DataRecord;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import java.io.IOException;

/** Answers with the one record that a request wrote. */
final class RecordAnswer {

    private RecordAnswer() {}

    /** The record is new: 201, with its address. */
    static void created(HttpServletRequest request, HttpServletResponse response, DataRecord record)
            throws IOException {
        response.setStatus(HttpServletResponse.SC_CREATED);
        response.setHeader("Location", ApiPath.of(record));
        send(ReturnPreference.of(request), response, record);
    }

    /** The record has a new version: 200, or 204 where no body is wanted. */
    static void changed(HttpServletRequest request, HttpServletResponse response, DataRecord record)
            throws IOException {
        ReturnPreference preference = ReturnPreference.of(request);
        boolean minimal = preference == ReturnPreference.MINIMAL;
        response.setStatus(minimal ? HttpServletResponse.SC_NO_CONTENT : HttpServletResponse.SC_OK);
        send(preference, response, record);
    }

    private static void send(
            ReturnPreference preference, HttpServletResponse response, DataRecord record)
            throws IOException {
        response.setHeader("ETag", EntityTags.of(record));
        preference.confirm(response);
        if (preference != ReturnPreference.MINIMAL) {
            JsonAnswer.send(response, RecordJson.bytes(record));
        }
    }
}
