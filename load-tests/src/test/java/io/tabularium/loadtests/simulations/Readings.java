package io.tabularium.loadtests.simulations;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.SplittableRandom;
import java.util.UUID;

/** Readings, each made from its number alone. */
final class Readings {

    /** Below the base address. */
    static final String PATH = "/api/v1/records/readings";

    static final String NDJSON = "application/x-ndjson";

    /** About so many readings have the same sensor, scattered; so many others the same batch. */
    private static final int SHARE = 100;

    private static final long SEED = 33;
    private static final Instant FIRST = Instant.parse("2020-01-01T00:00:00Z");
    private static final LocalDate FIRST_DAY = LocalDate.of(2015, 1, 1);
    private static final String[] TAGS = {"new", "checked", "doubtful", "manual"};

    private Readings() {}

    /** A reading of a table of {@code rows} as a JSON object. */
    static String json(long number, long rows) {
        SplittableRandom random = new SplittableRandom(SEED + number);
        long kinds = kinds(rows);
        String sensor = sensor(random.nextLong(kinds));
        long batch = random.nextLong(kinds);
        String time = FIRST.plusSeconds(number).toString();
        StringBuilder json = new StringBuilder(512);
        json.append("{\"number\":").append(number);
        json.append(",\"sensor\":\"").append(sensor);
        json.append("\",\"probe\":\"").append(sensor);
        json.append("\",\"batch\":").append(batch);
        json.append(",\"lot\":").append(batch);
        json.append(",\"temperature\":").append(random.nextInt(-800, 8000) / 8.0);
        json.append(",\"price\":").append(random.nextInt(1_000_000) / 16.0);
        json.append(",\"valid\":").append(random.nextBoolean());
        json.append(",\"installed_on\":\"").append(FIRST_DAY.plusDays(random.nextInt(3000)));
        json.append("\",\"measured_at\":\"").append(time);
        json.append("\",\"local_time\":\"").append(time, 0, time.length() - 1);
        json.append("\",\"device\":\"").append(new UUID(random.nextLong(), random.nextLong()));
        json.append("\",\"place\":{\"latitude\":").append(random.nextInt(-90, 91));
        json.append(",\"room\":\"room ").append(random.nextInt(50));
        json.append("\"},\"tags\":[\"").append(TAGS[random.nextInt(TAGS.length)]);
        json.append("\"],\"note\":").append(random.nextInt(10) == 0 ? "\"see the log\"" : "null");
        return json.append('}').toString();
    }

    /** Readings from a number on, a line for each. */
    static byte[] ndjson(long first, int readings, long rows) {
        StringBuilder lines = new StringBuilder(readings * 512);
        for (long number = first; number < first + readings; number++) {
            lines.append(json(number, rows)).append('\n');
        }
        return lines.toString().getBytes(StandardCharsets.US_ASCII);
    }

    /** A body of a bulk load as a file. */
    static void write(Path file, int readings, Format format) throws IOException {
        try (BufferedWriter body = Files.newBufferedWriter(file, StandardCharsets.US_ASCII)) {
            body.append(format.begin);
            for (int number = 0; number < readings; number++) {
                body.append(number == 0 ? "" : format.between).append(json(number, readings));
            }
            body.append(format.end);
        }
    }

    /** One of the sensors of a table. */
    static String sensor(long kind) {
        return "s-" + kind;
    }

    /** Different sensors, and different batches, of a table. */
    static long kinds(long rows) {
        return Math.max(1, rows / SHARE);
    }

    /** Forms of a bulk load. */
    enum Format {
        NDJSON(Readings.NDJSON, "", "\n", "\n"),
        ARRAY("application/json", "[", ",", "]");

        private final String contentType;
        private final String begin;
        private final String between;
        private final String end;

        Format(String contentType, String begin, String between, String end) {
            this.contentType = contentType;
            this.begin = begin;
            this.between = between;
            this.end = end;
        }

        String contentType() {
            return contentType;
        }
    }
}
