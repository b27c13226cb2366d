package io.tabularium.domain.record;

import io.tabularium.domain.Violation;
import io.tabularium.domain.receipt.KeyedRequest;
import io.tabularium.domain.record.BulkOptions.OnError;
import io.tabularium.domain.record.BulkReport.Outcome;
import io.tabularium.domain.schema.Schema;
import io.tabularium.domain.schema.UniqueKey;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A bulk load under way: hands the valid rows to storage, keeps the count, and rules whether there
 * is a commit. Driven by one thread; only {@link #received} may be asked by others.
 */
public final class BulkLoad {

    /** How many rejected rows are reported in full. */
    public static final int MAX_REPORTED = 100;

    /** How many records are returned at most. */
    public static final int MAX_RETURNED = 10_000;

    /** How many bytes of heap the returned records may take together: an eighth of it. */
    public static final long MAX_RETURNED_BYTES = Runtime.getRuntime().maxMemory() / 8;

    /** As {@link #MAX_RETURNED_BYTES}, for records that are kept in a receipt. */
    public static final long MAX_KEPT_BYTES = 4L << 20;

    private final Schema schema;
    private final BulkOptions options;
    private final RecordSource source;
    private final Optional<KeyedRequest> request;
    private final AtomicLong received = new AtomicLong();
    private final RejectedRows rejected = new RejectedRows();
    private final List<DataRecord> records = new ArrayList<>();
    private long bytesOfRecords;
    private boolean tooManyRecords;
    private @Nullable String fingerprint;
    private Runnable check = () -> {};
    private long invalid;
    private long duplicates;
    private long created;
    private long updated;
    private long ignored;

    /** A load that leaves no receipt. */
    public BulkLoad(Schema schema, BulkOptions options, RecordSource source) {
        this(schema, options, source, Optional.empty());
    }

    /**
     * @param request under a key, whose receipt is committed with the rows
     */
    public BulkLoad(
            Schema schema,
            BulkOptions options,
            RecordSource source,
            Optional<KeyedRequest> request) {
        this.schema = schema;
        this.options = options;
        this.source = source;
        this.request = request;
    }

    public Schema schema() {
        return schema;
    }

    public BulkOptions options() {
        return options;
    }

    /** The request that this load is for, if it has a key. */
    public Optional<KeyedRequest> request() {
        return request;
    }

    /**
     * The fingerprint of that request, once the rows are read to their end.
     *
     * @throws NullPointerException if they are not, or if the request has no key
     */
    public String fingerprint() {
        return Objects.requireNonNull(fingerprint, "the request is not read to its end");
    }

    /** Rows read so far. Thread-safe. */
    public long received() {
        return received.get();
    }

    /**
     * Has something looked at before each row that is read, be it passed over or not.
     *
     * @param requirement returns if the load may go on, and else throws what ends it
     */
    public void requireBeforeEachRow(Runnable requirement) {
        check = requirement;
    }

    /**
     * The next row to store, or null when there is none. Invalid rows are counted and passed over;
     * once there can be no commit, the rest of the input is read to its end for the report alone.
     */
    public BulkRow.@Nullable Valid next() {
        while (true) {
            check.run();
            @Nullable BulkRow row = source.next();
            if (row == null) {
                // On the thread that reads the request; the commit may be on another.
                fingerprint = request.map(keyed -> keyed.fingerprint().get()).orElse(null);
                return null;
            }
            received.incrementAndGet();
            switch (row) {
                case BulkRow.Valid valid -> {
                    if (commits() || options.dryRun()) {
                        return valid;
                    }
                }
                case BulkRow.Invalid faulty -> {
                    invalid++;
                    rejected.add(faulty);
                }
            }
        }
    }

    /** Rejects a row that {@link #next} has returned, because the storage cannot hold it. */
    public void reject(BulkRow.Invalid row) {
        invalid++;
        rejected.add(row);
    }

    /** Takes and counts all rows as created, for a storage in which none can conflict. */
    public void countAll() {
        long rows = 0;
        while (next() != null) {
            rows++;
        }
        count(rows, 0, 0);
    }

    /** Rejects a row because a unique key is taken. */
    public void rejectDuplicate(long index, long line, UniqueKey key) {
        duplicates++;
        List<String> names = key.names();
        String message = "a record with the same " + String.join(", ", names) + " exists already";
        String pointer = names.size() == 1 ? "/" + names.getFirst() : "";
        Violation taken = new Violation(pointer, "duplicate", message);
        rejected.add(new BulkRow.Invalid(index, line, List.of(taken)));
    }

    /** Rejects rows for the same reason that all come after the first {@link #MAX_REPORTED}. */
    public void rejectFurtherDuplicates(long rows) {
        duplicates += rows;
        rejected.addUnreported(rows);
    }

    /** Counts the rows, all at once, that storage has made ready to commit. */
    public void count(long createdRows, long updatedRows, long ignoredRows) {
        created = createdRows;
        updated = updatedRows;
        ignored = ignoredRows;
    }

    /** Forgets what was counted and kept, as storage has undone it and begins anew. */
    public void undo() {
        count(0, 0, 0);
        records.clear();
        bytesOfRecords = 0;
        tooManyRecords = false;
    }

    /** Keeps a written record for the answer, which has all of them or, if too many, none. */
    public void keep(DataRecord record) {
        if (tooManyRecords) {
            return;
        }
        bytesOfRecords += RecordWeight.of(record);
        if (!returns(records.size() + 1L, bytesOfRecords)) {
            tooManyRecords = true;
            records.clear();
        } else {
            records.add(record);
        }
    }

    /**
     * Whether the answer has the written records: all of them or none.
     *
     * @param number of all
     * @param bytes of heap that all of them take
     */
    public boolean returns(long number, long bytes) {
        long mostBytes =
                request.isPresent()
                        ? Math.min(MAX_KEPT_BYTES, MAX_RETURNED_BYTES)
                        : MAX_RETURNED_BYTES;
        return options.returning() && number <= MAX_RETURNED && bytes <= mostBytes;
    }

    /** Whether, after what has been seen so far, the rows are to be committed. */
    public boolean commits() {
        return !options.dryRun() && !aborted();
    }

    /** The report, once storage has committed or rolled back. */
    public BulkReport report() {
        boolean nothing = aborted();
        return new BulkReport(
                schema.name(),
                received.get(),
                nothing ? 0 : created,
                nothing ? 0 : updated,
                nothing ? 0 : ignored,
                invalid + duplicates,
                rejected.faults(),
                rejected.count(),
                outcome(),
                returned());
    }

    private Optional<List<DataRecord>> returned() {
        // Storage keeps none where it knows before that they are too many.
        boolean all = !tooManyRecords && records.size() == created + updated;
        return options.returning() && commits() && all ? Optional.of(records) : Optional.empty();
    }

    private boolean aborted() {
        return options.onError() == OnError.ABORT && invalid + duplicates > 0;
    }

    private Outcome outcome() {
        if (options.dryRun()) {
            return Outcome.DRY_RUN;
        }
        if (aborted()) {
            return invalid > 0 ? Outcome.INVALID : Outcome.DUPLICATE;
        }
        return invalid + duplicates > 0 ? Outcome.PARTIAL : Outcome.COMPLETE;
    }
}
