package io.tabularium.adapter.web.record;

import io.tabularium.domain.record.RecordFormat;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.HttpMediaTypeNotAcceptableException;

import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The forms of a stream of records. */
enum StreamFormat {
    /** A record's JSON on each line; clients that accept JSON are taken to accept this. */
    NDJSON(RecordFormat.NDJSON, "application/x-ndjson", "application/json"),
    CSV(RecordFormat.CSV, "text/csv;charset=utf-8", "text/csv");

    private final RecordFormat records;
    private final String contentType;
    private final String alias;

    StreamFormat(RecordFormat records, String contentType, String alias) {
        this.records = records;
        this.contentType = contentType;
        this.alias = alias;
    }

    /**
     * The form that the request likes best (RFC 9110, section 12.5.1): by weight, then by how
     * specifically it is named, else the first.
     *
     * @throws HttpMediaTypeNotAcceptableException if it accepts none
     */
    static StreamFormat accepted(HttpServletRequest request)
            throws HttpMediaTypeNotAcceptableException {
        List<MediaType> ranges = ranges(request);
        return Arrays.stream(values())
                .filter(format -> format.weight(ranges) > 0)
                .max(
                        Comparator.<StreamFormat>comparingDouble(format -> format.weight(ranges))
                                .thenComparingInt(format -> format.specificity(ranges))
                                .thenComparing(Comparator.reverseOrder()))
                .orElseThrow(StreamFormat::notAcceptable);
    }

    /** The value of {@code Content-Type}. */
    String contentType() {
        return contentType;
    }

    /** The form of each record. */
    RecordFormat records() {
        return records;
    }

    private double weight(List<MediaType> ranges) {
        return closest(ranges).map(MediaType::getQualityValue).orElse(0.0);
    }

    private int specificity(List<MediaType> ranges) {
        return closest(ranges).map(StreamFormat::specificity).orElse(0);
    }

    /** The range that counts for this form: the most specific that it is within. */
    private Optional<MediaType> closest(List<MediaType> ranges) {
        return ranges.stream()
                .filter(this::isWithin)
                .max(Comparator.comparingInt(StreamFormat::specificity));
    }

    private static int specificity(MediaType range) {
        if (range.isWildcardType()) {
            return 0;
        }
        return range.isWildcardSubtype() ? 1 : 2;
    }

    private boolean isWithin(MediaType range) {
        return range.includes(MediaType.parseMediaType(contentType))
                || range.includes(MediaType.parseMediaType(alias));
    }

    private static List<MediaType> ranges(HttpServletRequest request)
            throws HttpMediaTypeNotAcceptableException {
        List<String> headers = Collections.list(request.getHeaders(HttpHeaders.ACCEPT));
        try {
            List<MediaType> ranges = MediaType.parseMediaTypes(headers);
            return ranges.isEmpty() ? List.of(MediaType.ALL) : ranges;
        } catch (InvalidMediaTypeException e) {
            throw notAcceptable();
        }
    }

    private static HttpMediaTypeNotAcceptableException notAcceptable() {
        return new HttpMediaTypeNotAcceptableException(
                Arrays.stream(values())
                        .map(StreamFormat::contentType)
                        .map(MediaType::parseMediaType)
                        .toList());
    }
}
