package io.tabularium.adapter.duckdb;

import static io.tabularium.contract.TestSchemas.STATIONS;

import io.tabularium.domain.record.RecordData;

import org.jspecify.annotations.Nullable;

/** Data of the schema with two unique keys: the code, and network and number together. */
public final class Stations {

    private Stations() {}

    public static RecordData station(
            @Nullable String code,
            @Nullable String network,
            @Nullable Long number,
            @Nullable String label) {
        return new RecordData(STATIONS, new Object[] {code, network, number, label});
    }

    public static @Nullable Object value(RecordData data, String property) {
        return data.get(STATIONS.property(property).orElseThrow());
    }
}
