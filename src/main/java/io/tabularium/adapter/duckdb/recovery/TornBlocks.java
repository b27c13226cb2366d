package io.tabularium.adapter.duckdb.recovery;

import io.tabularium.adapter.duckdb.engine.DatabaseNotOpened;
import io.tabularium.adapter.duckdb.engine.DatabaseNotOpened.Fault;
import io.tabularium.adapter.duckdb.engine.DuckDbSettings;
import io.tabularium.adapter.duckdb.engine.TimesInNames;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.List;

/**
 * Heals blocks of metadata that a kill has torn. A checkpoint writes such a block in place: the
 * parts that the last whole checkpoint uses have the same bytes before and after, and only free
 * parts change. A write that was cut off therefore leaves every part in use as it was, and only the
 * checksum of the block is wrong.
 *
 * <p>The work is done on a copy. The copy takes the place of the file after every table was read in
 * full, by one rename; the file and its log keep a second name. A kill at any moment leaves the
 * damaged file or the healed one, each with its log.
 */
final class TornBlocks {

    private static final Logger LOG = LoggerFactory.getLogger(TornBlocks.class);

    /** A kill tears one block. More of them point to another cause. */
    private static final int MAX_BLOCKS = 16;

    private final DuckDbSettings settings;
    private final InstantSource clock;

    TornBlocks(DuckDbSettings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Heals a database file; does nothing where no block is torn, where another process has the
     * file open, or where there is no file.
     *
     * @param file absolute
     * @throws DatabaseNotOpened if a block is torn and cannot be healed; nothing has changed then
     */
    void heal(Path file) {
        if (!Files.isRegularFile(file)) {
            return;
        }
        try (FileChannel held =
                        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
                @Nullable FileLock lock = held.tryLock()) {
            if (lock == null) {
                return;
            }
            DatabaseCopy copy = new DatabaseCopy(file, held);
            copy.delete();
            MetadataBlocks blocks = new MetadataBlocks(held);
            List<Long> torn = blocks.damaged();
            if (!torn.isEmpty()) {
                heal(copy, blocks, torn);
            }
        } catch (UnknownLayout e) {
            // The engine says what is wrong with it, and refuses.
            LOG.atWarn()
                    .addKeyValue("file", file)
                    .addKeyValue("reason", e.getMessage())
                    .log("metadata_blocks_not_examined");
        } catch (IOException e) {
            String reason = "a file cannot be read or written (" + e.getMessage() + ")";
            throw new DatabaseNotOpened(file, Fault.DISK, reason, e);
        }
    }

    private void heal(DatabaseCopy copy, MetadataBlocks blocks, List<Long> torn)
            throws IOException {
        for (long position : torn) {
            LOG.atWarn()
                    .addKeyValue("file", copy.file())
                    .addKeyValue("position", position)
                    .log("metadata_block_torn");
        }
        if (torn.size() > MAX_BLOCKS) {
            String reason = "%d blocks of metadata are damaged".formatted(torn.size());
            throw new DatabaseNotOpened(copy.file(), Fault.DAMAGED, reason, null);
        }
        try {
            copy.make();
            correct(copy.copied(), blocks, torn);
            WholeRead.Found found = new WholeRead(settings).perform(copy.copied());
            Path aside = copy.putInPlace(TimesInNames.of(clock.instant()));
            report(copy.file(), aside, found);
        } finally {
            copy.delete();
        }
    }

    private static void correct(Path copied, MetadataBlocks blocks, List<Long> torn)
            throws IOException {
        try (FileChannel writable =
                FileChannel.open(copied, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            for (long position : torn) {
                blocks.correctChecksum(writable, position);
            }
            writable.force(true);
        }
    }

    private static void report(Path file, Path aside, WholeRead.Found found) {
        found.tables()
                .forEach(
                        table ->
                                LOG.atWarn()
                                        .addKeyValue("table", table.name())
                                        .addKeyValue("rows", table.rows())
                                        .addKeyValue("checksum", table.checksum())
                                        .log("table_read_in_full"));
        found.disagreements()
                .forEach(
                        one ->
                                LOG.atWarn()
                                        .addKeyValue("index", one.index())
                                        .addKeyValue("values", one.values())
                                        .log("index_disagrees"));
        LOG.atWarn()
                .addKeyValue("file", file)
                .addKeyValue("set_aside_as", aside)
                .addKeyValue("tables", found.tables().size())
                .addKeyValue("disagreeing_indexes", found.disagreements().size())
                .log("torn_blocks_healed");
    }
}
