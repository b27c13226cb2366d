package io.tabularium.adapter.web;

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
        response.setHeader("Location", address(record));
        send(request, response, record);
    }

    /** The record has a new version: 200, or 204 where no body is wanted. */
    static void changed(HttpServletRequest request, HttpServletResponse response, DataRecord record)
            throws IOException {
        boolean minimal = ReturnPreference.of(request) == ReturnPreference.MINIMAL;
        response.setStatus(minimal ? HttpServletResponse.SC_NO_CONTENT : HttpServletResponse.SC_OK);
        send(request, response, record);
    }

    /** The strong validator of the record: its version. */
    static String entityTag(DataRecord record) {
        return "\"" + record.version() + "\"";
    }

    private static void send(
            HttpServletRequest request, HttpServletResponse response, DataRecord record)
            throws IOException {
        response.setHeader("ETag", entityTag(record));
        ReturnPreference preference = ReturnPreference.of(request);
        preference.confirm(response);
        if (preference != ReturnPreference.MINIMAL) {
            JsonAnswer.send(response, generator -> RecordJson.write(generator, record));
        }
    }

    private static String address(DataRecord record) {
        return ApiPath.ALL_RECORDS + "/" + record.schema().name() + "/" + record.id();
    }
}
