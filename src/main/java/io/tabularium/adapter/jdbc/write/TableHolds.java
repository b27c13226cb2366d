package io.tabularium.adapter.jdbc.write;

import io.tabularium.domain.schema.SchemaName;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Who fills a table beside the writer thread holds it together with others who do; who must have it
 * for himself, because rows are not to change that he has looked at or the table is exchanged for
 * another, holds it alone. Who comes first is served first. Never to be waited for on the writer
 * thread. Thread-safe.
 */
public final class TableHolds {

    private final Map<SchemaName, ReadWriteLock> locks = new ConcurrentHashMap<>();

    public Lock shared(SchemaName schema) {
        return of(schema).readLock();
    }

    public Lock alone(SchemaName schema) {
        return of(schema).writeLock();
    }

    private ReadWriteLock of(SchemaName schema) {
        return locks.computeIfAbsent(schema, name -> new ReentrantReadWriteLock(true));
    }
}
