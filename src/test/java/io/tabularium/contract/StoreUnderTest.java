package io.tabularium.contract;

import io.tabularium.domain.query.Filter;
import io.tabularium.domain.query.PageRequest;
import io.tabularium.domain.query.Projection;
import io.tabularium.domain.query.RecordQuery;
import io.tabularium.domain.query.SortOrder;
import io.tabularium.domain.record.DataRecord;
import io.tabularium.domain.record.Mutation;
import io.tabularium.domain.record.RecordData;
import io.tabularium.domain.record.RecordId;
import io.tabularium.domain.record.RecordPage;
import io.tabularium.domain.record.Rooms;
import io.tabularium.domain.schema.Schema;

import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;

/** What the themes of the contract have in common: a store, and short ways to use it. */
interface StoreUnderTest {

    /** Open, with every schema of {@link TestSchemas} provisioned. */
    StoreFixture store();

    /** Closes the store and opens it again on what it left behind. */
    void reopen(List<Schema> schemas);

    Set<StoreCapability> capabilities();

    default DataRecord create(RecordData data) {
        return store().writer().write(new Mutation.Create(randomId(), data)).record();
    }

    default List<DataRecord> createAll(List<RecordData> rows) {
        return rows.stream().map(this::create).toList();
    }

    default DataRecord stored(DataRecord record) {
        return stored(record.schema(), record.id());
    }

    default DataRecord stored(Schema schema, RecordId id) {
        return store().reader().find(schema, id, Rooms.unbounded()).orElseThrow();
    }

    default long count(Schema schema) {
        return store().reader().count(schema, Filter.ALL);
    }

    /** Every record, in order of creation. */
    default List<DataRecord> everything(Schema schema) {
        return streamed(RecordQuery.everything(schema)).stream()
                .sorted(new RecordOrder(List.of()))
                .toList();
    }

    default List<DataRecord> streamed(RecordQuery query) {
        return StreamedRecords.of(store().reader(), query, OptionalLong.empty());
    }

    default RecordPage firstPage(RecordQuery query, int size) {
        return page(query, new PageRequest.Start.Offset(0), size);
    }

    default RecordPage page(RecordQuery query, PageRequest.Start start, int size) {
        return store().reader()
                .search(query, new PageRequest(start, size, true), Rooms.unbounded());
    }

    static RecordQuery query(Schema schema, Filter filter, SortOrder... order) {
        return new RecordQuery(schema, filter, List.of(order), Projection.all(schema));
    }

    static RecordId randomId() {
        return new RecordId(UUID.randomUUID());
    }
}
