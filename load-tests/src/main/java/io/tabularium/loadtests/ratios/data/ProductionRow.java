package io.tabularium.loadtests.ratios.data;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.SplittableRandom;

/**
 * A row of the {@link ProductionTable}. Its number alone determines its values: every run, and both
 * sides of a comparison, have the same rows. No two rows have the same period. Each field and each
 * well has about a hundredth of the rows, scattered over the whole table.
 */
public final class ProductionRow {

    /** Field codes and well codes are 0 to {@code CODES - 1}. */
    public static final int CODES = 100;

    /** The JSON text before the row number. */
    public static final String ROW_MARK = "\"source_data\":\"row ";

    private static final LocalDateTime FIRST_PERIOD = LocalDateTime.of(1900, 1, 1, 0, 0);
    private static final long SEED = 20_261_120;

    private final long row;
    private final long random;

    public ProductionRow(long row) {
        this.row = row;
        this.random = new SplittableRandom(SEED + row).nextLong() >>> 1;
    }

    /** Writes rows 0 to {@code rows - 1} as NDJSON, in the order of {@link RowOrder}. */
    public static void writeFile(Path file, int rows) {
        int[] order = RowOrder.shuffled(rows);
        StringBuilder lines = new StringBuilder(1 << 17);
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int row : order) {
                new ProductionRow(row).appendTo(lines);
                lines.append('\n');
                if (lines.length() > 1 << 16) {
                    out.write(lines.toString().getBytes(StandardCharsets.US_ASCII));
                    lines.setLength(0);
                }
            }
            out.write(lines.toString().getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int fieldCode() {
        return (int) (random % CODES);
    }

    public int wellCode() {
        return (int) (random / CODES % CODES);
    }

    public LocalDateTime period() {
        return FIRST_PERIOD.plusHours(row);
    }

    public int days() {
        return 1 + (int) (random % 31);
    }

    public double oil() {
        return random % 1_000_003 / 1000.0;
    }

    public double gas() {
        return random % 1_000_033 / 500.0;
    }

    public double liquids() {
        return random % 1_000_037 / 4000.0;
    }

    public double water() {
        return random % 1_000_039 / 8000.0;
    }

    public String partition() {
        return "p" + random % 16;
    }

    /** The row as a JSON object. */
    public String json() {
        StringBuilder json = new StringBuilder(400);
        appendTo(json);
        return json.toString();
    }

    private void appendTo(StringBuilder json) {
        json.append("{\"field_code\":").append(fieldCode());
        json.append(",\"field_name\":\"Field ").append(fieldCode());
        json.append("\",\"well_code\":").append(wellCode());
        json.append(",\"well_reference\":\"W-").append(wellCode());
        json.append("\",\"well_name\":\"Well ").append(wellCode());
        json.append("\",\"production_period\":\"").append(period()).append(":00");
        json.append("\",\"days_on_production\":").append(days());
        json.append(",\"oil_production_kbd\":").append(oil());
        json.append(",\"gas_production_mmcfd\":").append(gas());
        json.append(",\"liquids_production_kbd\":").append(liquids());
        json.append(",\"water_production_kbd\":").append(water());
        json.append(",\"data_source\":\"generated\",").append(ROW_MARK).append(row);
        json.append("\",\"partition_0\":\"").append(partition()).append("\"}");
    }
}
