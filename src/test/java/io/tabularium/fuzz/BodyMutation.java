package io.tabularium.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/** What may be wrong with a request's body, and with how it is cut into chunks. */
final class BodyMutation {

    private static final List<String> TEXTS =
            List.of(
                    "",
                    " ",
                    "null",
                    "[]",
                    "{}",
                    "\"\"",
                    "0",
                    "{\"a\":1,\"a\":2}",
                    "[".repeat(100_000),
                    "{\"a\":".repeat(50_000),
                    "[1,",
                    "{\"field_code\": 1e999999999}",
                    "{\"field_code\": " + "9".repeat(20_000) + "}",
                    "{\"field_code\": -0.0}",
                    "{\"" + "k".repeat(20_000) + "\": 1}",
                    "{\"name\": \"" + "s".repeat(1_000_000) + "\"}",
                    "{\"name\": \"\\ud800\"}",
                    "{\"name\": \"\\u0000\"}",
                    "\ufeff{}",
                    "{\"name\": NaN}",
                    "{}{}",
                    "{} x",
                    "// comment\n{}",
                    "{'a': 1}",
                    "\n\n\n",
                    "a,b\n\"unclosed",
                    "field_code,field_code\n1,2\n",
                    "field_code\n" + "1\n".repeat(5_000),
                    "well_code,production_period\n1\n1,2,3,4\n",
                    ",,,\n,,,\n",
                    "\"\"\"\"\"",
                    "\0\0\0",
                    "[" + "{},".repeat(3_000) + "{}]",
                    "{}\n".repeat(3_000));

    private static final List<String> CHUNK_SIZES =
            List.of(
                    "zz",
                    "-1",
                    "FFFFFFFFFFFFFFFF",
                    "7FFFFFFF",
                    "",
                    "0x5",
                    "5 ",
                    "5;ext=\"",
                    "+5",
                    "\0");

    private BodyMutation() {}

    static HttpText apply(HttpText request, Random random) {
        return switch (random.nextInt(7)) {
            case 0 -> request.withBytes(randomBytes(random));
            case 1 ->
                    request.withBytes(
                            Arrays.copyOf(request.bodyBytes(), cut(request.bodyBytes(), random)));
            case 2, 3 -> request.withBody(TEXTS.get(random.nextInt(TEXTS.size())));
            case 4 ->
                    request.withBytes(compressed(request.bodyBytes(), random))
                            .withHeader("Content-Encoding: gzip");
            default -> request.withBytes(flipped(request.bodyBytes(), random));
        };
    }

    /** The body in chunks; with faults, now and then. */
    static byte[] chunks(byte[] body, Random random) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        boolean faulty = random.nextBoolean();
        for (int at = 0; at < body.length; ) {
            int size = Math.min(1 + random.nextInt(1_000), body.length - at);
            boolean wrong = faulty && random.nextInt(3) == 0;
            String told =
                    wrong
                            ? CHUNK_SIZES.get(random.nextInt(CHUNK_SIZES.size()))
                            : Integer.toHexString(size);
            out.writeBytes((told + "\r\n").getBytes(UTF_8));
            out.write(body, at, size);
            out.writeBytes((faulty && random.nextInt(9) == 0 ? "xx" : "\r\n").getBytes(UTF_8));
            at += size;
        }
        if (!faulty || random.nextBoolean()) {
            out.writeBytes("0\r\n\r\n".getBytes(UTF_8));
        }
        return out.toByteArray();
    }

    private static byte[] randomBytes(Random random) {
        byte[] bytes = new byte[random.nextInt(3_000)];
        random.nextBytes(bytes);
        return bytes;
    }

    private static int cut(byte[] body, Random random) {
        return random.nextInt(body.length + 1);
    }

    private static byte[] flipped(byte[] body, Random random) {
        byte[] flipped = body.clone();
        for (int i = 1 + random.nextInt(4); i > 0 && flipped.length > 0; i--) {
            flipped[random.nextInt(flipped.length)] = (byte) random.nextInt(256);
        }
        return flipped;
    }

    /** Compressed: whole, cut short, damaged, or of something very large. */
    private static byte[] compressed(byte[] body, Random random) {
        byte[] whole = gzip(random.nextInt(10) == 0 ? new byte[80_000_000] : body);
        return switch (random.nextInt(3)) {
            case 0 -> Arrays.copyOf(whole, cut(whole, random));
            case 1 -> flipped(whole, random);
            default -> whole;
        };
    }

    private static byte[] gzip(byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
