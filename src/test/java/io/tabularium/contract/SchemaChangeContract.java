package io.tabularium.contract;

import static io.tabularium.contract.Rows.parse;
import static io.tabularium.contract.Rows.source;
import static io.tabularium.contract.Rows.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tabularium.domain.TabulariumException.DuplicateRecord;
import io.tabularium.domain.record.BulkLoad;
import io.tabularium.domain.record.BulkOptions;
import io.tabularium.domain.record.BulkOptions.OnConflict;
import io.tabularium.domain.record.BulkOptions.OnError;
import io.tabularium.domain.record.BulkReport;
import io.tabularium.domain.record.DataRecord;
import io.tabularium.domain.record.Mutation;
import io.tabularium.domain.record.Precondition;
import io.tabularium.domain.record.RecordData;
import io.tabularium.domain.schema.Schema;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;

/**
 * What is written once a schema has grown: a property comes first that was not there, and two have
 * changed places. None of it may move a value to another property.
 */
interface SchemaChangeContract extends StoreUnderTest {

    private static Schema plain(String properties) {
        return SchemaText.compile(
                "grown",
                "{\"type\": \"object\", \"additionalProperties\": false, \"properties\": {%s}}"
                        .formatted(properties));
    }

    /** Opens the store with a record of the schema as it was, then with the schema as it is. */
    private Schema grow(String key) {
        Schema before =
                plain(
                        """
                        "x": {"type": "string"}, "y": {"type": "string"}, "k": {"type": "string" %s}
                        """
                                .formatted(key));
        reopen(List.of(before));
        create(parse(before, "{\"x\": \"X\", \"y\": \"Y\", \"k\": \"K\"}"));
        Schema after =
                plain(
                        """
                        "z": {"type": "string"}, "y": {"type": "string"}, "x": {"type": "string"},
                        "k": {"type": "string" %s}
                        """
                                .formatted(key));
        reopen(List.of(after));
        return after;
    }

    private Schema growKeyed() {
        return grow(", \"x-unique\": true");
    }

    private static RecordData row(Schema schema, String key) {
        return parse(
                schema, "{\"x\": \"X\", \"y\": \"Y\", \"z\": \"Z\", \"k\": \"%s\"}".formatted(key));
    }

    @Test
    default void readsOldRecordsUnderTheNamesOfTheirPropertiesIfDurable() {
        Schema schema = growKeyed();

        List<DataRecord> records = everything(schema);

        assertThat(records)
                .extracting(DataRecord::data)
                .isEqualTo(
                        capabilities().contains(StoreCapability.DURABLE)
                                ? List.of(
                                        parse(schema, "{\"x\": \"X\", \"y\": \"Y\", \"k\": \"K\"}"))
                                : List.of());
    }

    @Test
    default void createsUnderTheNamesOfGrownSchema() {
        Schema schema = growKeyed();

        DataRecord created = create(row(schema, "new"));

        assertThat(stored(created)).isEqualTo(created);
    }

    @Test
    default void replacesUnderTheNamesOfGrownSchema() {
        Schema schema = growKeyed();
        DataRecord created = create(row(schema, "new"));
        RecordData plain = parse(schema, "{\"x\": \"other\", \"z\": \"Z\", \"k\": \"new\"}");
        RecordData moved = parse(schema, "{\"y\": \"other\", \"z\": \"Z\", \"k\": \"newer\"}");

        for (RecordData data : List.of(plain, moved)) {
            DataRecord replaced =
                    store().writer()
                            .write(new Mutation.Put(created.id(), data, Precondition.NONE))
                            .record();
            assertThat(stored(replaced)).isEqualTo(replaced);
            assertThat(replaced.data()).isEqualTo(data);
        }
    }

    @Test
    default void guardsKeysOfGrownSchema() {
        Schema schema = growKeyed();
        create(row(schema, "new"));

        assertThatThrownBy(() -> create(row(schema, "new"))).isInstanceOf(DuplicateRecord.class);
        DataRecord other = create(row(schema, "other"));
        assertThatThrownBy(
                        () ->
                                store().writer()
                                        .write(
                                                new Mutation.Put(
                                                        other.id(),
                                                        row(schema, "new"),
                                                        Precondition.NONE)))
                .isInstanceOf(DuplicateRecord.class);
        assertThat(loadInto(schema, OnConflict.ERROR, row(schema, "new")).rejected()).isEqualTo(1);
    }

    @Test
    default void loadsUnderTheNamesOfGrownSchemaWithoutKeys() {
        Schema schema = grow("");

        BulkReport report = loadInto(schema, OnConflict.ERROR, row(schema, "new"));

        assertStoredAs(report.records().orElseThrow(), row(schema, "new"));
    }

    @Test
    default void loadsUnderTheNamesOfGrownSchema() {
        Schema schema = growKeyed();

        assertStoredAs(
                loadInto(schema, OnConflict.ERROR, row(schema, "1")).records().orElseThrow(),
                row(schema, "1"));
        assertStoredAs(
                loadInto(schema, OnConflict.IGNORE, row(schema, "1"), row(schema, "2"))
                        .records()
                        .orElseThrow(),
                row(schema, "2"));
        RecordData updated = parse(schema, "{\"z\": \"update\", \"y\": \"Y\", \"k\": \"1\"}");
        assertStoredAs(
                loadInto(schema, OnConflict.UPDATE, updated, row(schema, "3"))
                        .records()
                        .orElseThrow(),
                updated,
                row(schema, "3"));
        assertThat(everything(schema))
                .extracting(stored -> value(stored.data(), "k"))
                .endsWith("1", "2", "3");
    }

    private void assertStoredAs(List<DataRecord> written, RecordData... data) {
        assertThat(written).extracting(DataRecord::data).containsExactlyInAnyOrder(data);
        assertThat(written).allSatisfy(record -> assertThat(stored(record)).isEqualTo(record));
    }

    private BulkReport loadInto(Schema schema, OnConflict onConflict, RecordData... rows) {
        BulkOptions options =
                new BulkOptions(
                        OnError.SKIP,
                        onConflict,
                        onConflict == OnConflict.ERROR
                                ? Optional.empty()
                                : schema.uniqueKey(List.of("k")),
                        false,
                        true);
        BulkLoad load = new BulkLoad(schema, options, source(List.of(rows)));
        store().writer().load(load);
        return load.report();
    }
}
