package io.tabularium.loadtests.simulations;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;

/** What a simulation does to the table before the load begins. */
final class ReadingsTable implements AutoCloseable {

    private static final int ROWS_OF_A_LOAD = 500_000;
    private static final int ROWS_OF_A_PIECE = 1000;
    private static final Pattern COUNT = Pattern.compile("\"count\":([0-9]+)");
    private static final Pattern ID = Pattern.compile("\"id\":\"([0-9a-f-]{36})\"");

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI records = URI.create(Parameters.baseUrl() + Readings.PATH);

    /** The number of stored readings. */
    long count() {
        Matcher count = COUNT.matcher(send(get("/count")));
        if (!count.find()) {
            throw new IllegalStateException("There is no count.");
        }
        return Long.parseLong(count.group(1));
    }

    /** Loads what the table lacks. */
    void fill(long rows) {
        for (long stored = count(); stored < rows; ) {
            int missing = (int) Math.min(ROWS_OF_A_LOAD, rows - stored);
            System.out.printf("%,d of %,d readings are stored; loading%n", stored, rows);
            load(stored, missing, rows);
            stored += missing;
        }
        System.out.printf("%,d readings are stored%n", count());
    }

    /** Identifiers of some stored readings. */
    List<String> ids(int number) {
        String lines = send(get("/stream?fields=number&limit=" + number));
        return ID.matcher(lines).results().map(id -> id.group(1)).toList();
    }

    private void load(long first, int readings, long rows) {
        Iterable<byte[]> pieces = () -> pieces(first, readings, rows);
        send(
                HttpRequest.newBuilder(URI.create(records + "/bulk"))
                        .header("Content-Type", Readings.NDJSON)
                        .POST(BodyPublishers.ofByteArrays(pieces))
                        .build());
    }

    /** Made as they are sent, so that millions need no room. */
    private static Iterator<byte[]> pieces(long first, int readings, long rows) {
        long end = first + readings;
        return LongStream.iterate(first, next -> next < end, next -> next + ROWS_OF_A_PIECE)
                .mapToObj(
                        next ->
                                Readings.ndjson(
                                        next, (int) Math.min(ROWS_OF_A_PIECE, end - next), rows))
                .iterator();
    }

    private HttpRequest get(String target) {
        return HttpRequest.newBuilder(URI.create(records + target)).build();
    }

    private String send(HttpRequest request) {
        try {
            HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
            if (response.statusCode() / 100 != 2) {
                throw new IllegalStateException(
                        "%s was answered %d: %s"
                                .formatted(request.uri(), response.statusCode(), response.body()));
            }
            return response.body();
        } catch (IOException e) {
            throw new IllegalStateException(
                    "There is no server at "
                            + Parameters.baseUrl()
                            + "; start one with the schemas in load-tests/schemas.",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
