package io.tabularium.adapter.web;

import io.tabularium.domain.record.DataRecord;

/** Writes records one after the other. Used by one thread. */
sealed interface RecordLines permits NdjsonLines, CsvLines {

    void write(DataRecord record);

    /** Passes on whatever was written and is still held back here. */
    void flush();
}
