package io.tabularium.loadtests.ratios.data;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * Writes the rows of one kind of data to files. Seed, kind and row number determine the values of a
 * row: every run with the same seed writes the same rows.
 */
public record DataFile(DataKind kind, long seed) {

    /** Writes rows 0 to {@code rows - 1}, CSV with a header line. */
    public void write(Path file, DataFormat format, int rows) throws IOException {
        int[] order = kind.isScattered() ? RowOrder.shuffled(rows) : null;
        StringBuilder line = new StringBuilder(512);
        try (Writer out = Files.newBufferedWriter(file)) {
            if (format == DataFormat.CSV) {
                out.write(header());
            }
            for (int i = 0; i < rows; i++) {
                line.setLength(0);
                append(order == null ? i : order[i], format, line);
                out.append(line).append('\n');
            }
        }
    }

    private String header() {
        return kind.columns().stream()
                .map(GeneratedColumn::name)
                .collect(Collectors.joining(",", "", "\n"));
    }

    private void append(int row, DataFormat format, StringBuilder line) {
        RandomGenerator random =
                new SplittableRandom(seed * 31 + kind.ordinal() + ((long) row << 8));
        switch (format) {
            case NDJSON -> appendObject(row, random, line);
            case CSV -> appendRecord(row, random, line);
        }
    }

    private void appendObject(int row, RandomGenerator random, StringBuilder line) {
        char separator = '{';
        for (GeneratedColumn column : kind.columns()) {
            String json = column.generator().generate(row, random).json();
            if (!json.isEmpty()) {
                line.append(separator).append('"').append(column.name()).append("\":").append(json);
                separator = ',';
            }
        }
        line.append('}');
    }

    private void appendRecord(int row, RandomGenerator random, StringBuilder line) {
        String separator = "";
        for (GeneratedColumn column : kind.columns()) {
            line.append(separator).append(column.generator().generate(row, random).csv());
            separator = ",";
        }
    }
}
