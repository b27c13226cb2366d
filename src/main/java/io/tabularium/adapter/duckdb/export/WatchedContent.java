package io.tabularium.adapter.duckdb.export;

import io.tabularium.adapter.jdbc.receipt.ReceiptTable;
import io.tabularium.domain.maintenance.StorageContent;
import io.tabularium.domain.maintenance.StorageExport.Progress;
import io.tabularium.domain.maintenance.StoredDefinition;
import io.tabularium.domain.receipt.KeptReceipt;
import io.tabularium.domain.record.DataRecord;
import io.tabularium.domain.schema.Schema;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/** The content of a storage, of which every row that is visited is counted and reported. */
final class WatchedContent implements StorageContent {

    private static final long ROWS_BETWEEN_REPORTS = 1_000;

    private final StorageContent content;
    private final Progress progress;
    private final BooleanSupplier stopped;

    /**
     * @param stopped makes every visit fail once it is true, also the one under way
     */
    WatchedContent(StorageContent content, Progress progress, BooleanSupplier stopped) {
        this.content = content;
        this.progress = progress;
        this.stopped = stopped;
    }

    @Override
    public List<StoredDefinition> definitions() {
        return content.definitions();
    }

    @Override
    public long count(Schema schema) {
        return content.count(schema);
    }

    @Override
    public <E extends Exception> void visitRecords(Schema schema, Visitor<DataRecord, E> visitor)
            throws E {
        Rows<DataRecord, E> rows = new Rows<>(schema.name().value(), count(schema), visitor);
        content.visitRecords(schema, rows);
        rows.end();
    }

    @Override
    public <E extends Exception> void visitReceipts(Visitor<KeptReceipt, E> visitor) throws E {
        Rows<KeptReceipt, E> rows = new Rows<>(ReceiptTable.NAME, Long.MAX_VALUE, visitor);
        content.visitReceipts(rows);
        rows.end();
    }

    /** Counts the rows of one table. */
    private final class Rows<T, E extends Exception> implements Visitor<T, E> {

        private final String table;
        private final long all;
        private final Visitor<T, E> visitor;
        private long visited;

        /**
         * @param all the number of rows; {@link Long#MAX_VALUE} if it is not known
         */
        Rows(String table, long all, Visitor<T, E> visitor) {
            this.table = table;
            this.all = all;
            this.visitor = visitor;
        }

        @Override
        public void visit(T item) throws E {
            if (stopped.getAsBoolean()) {
                throw new CancellationException("The work was stopped");
            }
            visitor.visit(item);
            visited++;
            if (visited % ROWS_BETWEEN_REPORTS == 0 && visited < all && all < Long.MAX_VALUE) {
                progress.reach(table, visited, all);
            }
        }

        void end() {
            progress.reach(table, visited, visited);
        }
    }
}
