package io.tabularium.loadtests.ratios;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * Writes the rows of one kind of data to files. The seed, the kind and the number of a row decide
 * its values, so that every run with the same seed has the same rows.
 */
record DataFile(DataKind kind, long seed) {

    /** The forms in which rows are written. */
    enum Form {
        NDJSON("application/x-ndjson"),
        CSV("text/csv");

        private final String mediaType;

        Form(String mediaType) {
            this.mediaType = mediaType;
        }

        String mediaType() {
            return mediaType;
        }
    }

    /** Writes rows 0 to {@code rows}, exclusive. */
    void write(Path file, Form form, int rows) throws IOException {
        int[] order = kind.isScattered() ? Production.shuffled(rows) : null;
        StringBuilder line = new StringBuilder(512);
        try (Writer out = Files.newBufferedWriter(file)) {
            if (form == Form.CSV) {
                out.write(header());
            }
            for (int i = 0; i < rows; i++) {
                line.setLength(0);
                append(order == null ? i : order[i], form, line);
                out.append(line).append('\n');
            }
        }
    }

    private String header() {
        return kind.columns().stream().map(Column::name).collect(Collectors.joining(",", "", "\n"));
    }

    private void append(int row, Form form, StringBuilder line) {
        RandomGenerator random =
                new SplittableRandom(seed * 31 + kind.ordinal() + ((long) row << 8));
        switch (form) {
            case NDJSON -> appendObject(row, random, line);
            case CSV -> appendRecord(row, random, line);
        }
    }

    private void appendObject(int row, RandomGenerator random, StringBuilder line) {
        char separator = '{';
        for (Column column : kind.columns()) {
            String json = column.values().of(row, random).json();
            if (!json.isEmpty()) {
                line.append(separator).append('"').append(column.name()).append("\":").append(json);
                separator = ',';
            }
        }
        line.append('}');
    }

    private void appendRecord(int row, RandomGenerator random, StringBuilder line) {
        String separator = "";
        for (Column column : kind.columns()) {
            line.append(separator).append(column.values().of(row, random).csv());
            separator = ",";
        }
    }
}
