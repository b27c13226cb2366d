package io.tabularium.adapter.jdbc.write;

import io.tabularium.domain.record.DataRecord;
import io.tabularium.domain.record.RecordData;
import io.tabularium.domain.record.RecordIdGenerator;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** Gives records their identifiers, places and times. Thread-safe. */
public record NewRecords(RecordIdGenerator ids, Sequences sequences, InstantSource clock) {

    /** The time, with microseconds. */
    public Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    public DataRecord create(RecordData data, Instant now) {
        return new DataRecord(ids.next(), sequences.next(data.schema().name()), 1, now, now, data);
    }
}
