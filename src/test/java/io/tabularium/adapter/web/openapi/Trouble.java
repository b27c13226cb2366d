package io.tabularium.adapter.web.openapi;

import io.tabularium.contract.ForgetfulWriter;
import io.tabularium.domain.TabulariumException.Overloaded;
import io.tabularium.domain.TabulariumException.QueryTimeout;
import io.tabularium.domain.TabulariumException.RequestInProgress;
import io.tabularium.domain.TabulariumException.StorageUnavailable;
import io.tabularium.domain.query.Filter;
import io.tabularium.domain.query.PageRequest;
import io.tabularium.domain.query.RecordQuery;
import io.tabularium.domain.receipt.KeyedRequest;
import io.tabularium.domain.receipt.Once;
import io.tabularium.domain.record.BulkLoad;
import io.tabularium.domain.record.Change;
import io.tabularium.domain.record.DataRecord;
import io.tabularium.domain.record.KeptOutcome;
import io.tabularium.domain.record.Mutation;
import io.tabularium.domain.record.ReadMemory;
import io.tabularium.domain.record.RecordFormat;
import io.tabularium.domain.record.RecordId;
import io.tabularium.domain.record.RecordPage;
import io.tabularium.domain.record.RecordPatch;
import io.tabularium.domain.record.RecordReader;
import io.tabularium.domain.record.RecordWriter;
import io.tabularium.domain.schema.Schema;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Storage in which nothing works, for the reason that a test gives. */
final class Trouble {

    private final AtomicReference<String> type = new AtomicReference<>();

    /** From now on it fails so. */
    void set(String problem) {
        type.set(problem);
    }

    static int status(String problem) {
        return switch (problem) {
            case "/problems/request-in-progress" -> 409;
            case "/problems/query-timeout" -> 504;
            default -> 503;
        };
    }

    RecordReader reader() {
        return new RecordReader() {
            @Override
            public long heapBytes(RecordQuery streamed) {
                throw failure();
            }

            @Override
            public Optional<DataRecord> find(Schema schema, RecordId id, ReadMemory.Share room) {
                throw failure();
            }

            @Override
            public RecordPage search(RecordQuery query, PageRequest page, ReadMemory.Share room) {
                throw failure();
            }

            @Override
            public long count(Schema schema, Filter filter) {
                throw failure();
            }

            @Override
            public void stream(
                    RecordQuery query,
                    OptionalLong limit,
                    RecordFormat format,
                    Consumer<byte[]> visitor) {
                throw failure();
            }
        };
    }

    RecordWriter writer() {
        return new ForgetfulWriter() {
            @Override
            public Change write(Mutation mutation) {
                throw failure();
            }

            @Override
            public Once<DataRecord, KeptOutcome.Creation> create(
                    KeyedRequest request, Supplier<Mutation.Create> creation) {
                throw failure();
            }

            @Override
            public DataRecord patch(RecordPatch patch, ReadMemory.Share room) {
                throw failure();
            }

            @Override
            public void load(BulkLoad load) {
                throw failure();
            }
        };
    }

    private RuntimeException failure() {
        return switch (type.get()) {
            case "/problems/overloaded" -> new Overloaded("Too many.", Duration.ofSeconds(1));
            case "/problems/storage-unavailable" -> new StorageUnavailable("Down.", null);
            case "/problems/query-timeout" -> new QueryTimeout(Duration.ofSeconds(3));
            case "/problems/request-in-progress" -> new RequestInProgress(Duration.ofSeconds(1));
            case String other -> new IllegalStateException(other);
        };
    }
}
