package io.tabularium.adapter.duckdb;

import io.tabularium.adapter.duckdb.backup.BackupSettings;
import io.tabularium.adapter.duckdb.engine.DuckDbSettings;
import io.tabularium.adapter.jdbc.write.WriterSettings;

import java.util.Optional;

/**
 * How a storage on DuckDB works.
 *
 * @param database how the file is opened
 * @param recover whether torn blocks are healed, and a log that cannot be replayed is set aside
 * @param backups where snapshots are kept; empty if none are made
 * @param cacheBytes how much of the heap kept records, pages and counts may take; 0 for keeping
 *     nothing
 * @param writer the bounds of single writes, receipts and queries
 */
public record DuckDbOptions(
        DuckDbSettings database,
        boolean recover,
        Optional<BackupSettings> backups,
        long cacheBytes,
        WriterSettings writer) {}
