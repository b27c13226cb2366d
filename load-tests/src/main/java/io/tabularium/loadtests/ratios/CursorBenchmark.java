package io.tabularium.loadtests.ratios;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The last page of 100 by cursor (page 10,000 of a million rows) against the second one, sorted.
 * Without a bar; near 1 is what constant cost means.
 */
final class CursorBenchmark implements Benchmark {

    private static final int SIZE = 100;
    private static final int LARGEST = 10_000;
    private static final Pattern NEXT = Pattern.compile("\"next_cursor\":\"([^\"]+)\"");

    @Override
    public String path() {
        return "cursor";
    }

    @Override
    public List<Result> run(Workbench bench) throws Exception {
        RatioSettings settings = bench.settings();
        Server server = bench.loaded().server();
        int last = settings.rows() / SIZE;
        bench.progress().report("page %,d by cursor, against page 2", last);
        Optional<byte[]> second = Optional.of(HttpLoad.get(page(SIZE, after(server, SIZE))));
        Optional<byte[]> deep =
                Optional.of(HttpLoad.get(page(SIZE, after(server, (last - 1) * SIZE))));
        try (HttpLoad load = new HttpLoad(server.port(), 1)) {
            Duel duel =
                    new Duel(
                            () -> load.perSecond(settings.time(), _ -> deep),
                            () -> load.perSecond(settings.time(), _ -> second));
            Duel.Medians medians = duel.warm(settings.repetitions(), bench.progress());
            String path = "page %,d by cursor, against page 2".formatted(last);
            return List.of(Result.of(path, "pages/s", medians, new Result.Bar.None()));
        }
    }

    /** The cursor behind some rows, reached by the largest pages. */
    private static String after(Server server, int rows) throws IOException {
        String cursor = "";
        for (int done = 0; done < rows; ) {
            int size = Math.min(LARGEST, rows - done);
            cursor = next(server.requests().get(page(size, cursor)));
            done += size;
        }
        return cursor;
    }

    private static String page(int size, String cursor) {
        String options = cursor.isEmpty() ? "&count=none" : "&cursor=" + encoded(cursor);
        return "%s?sort=-production_period&size=%d%s"
                .formatted(Server.records(LoadedPair.TABLE), size, options);
    }

    private static String encoded(String cursor) {
        return URLEncoder.encode(cursor, StandardCharsets.UTF_8);
    }

    private static String next(String page) throws IOException {
        Matcher cursor = NEXT.matcher(page);
        if (!cursor.find()) {
            throw new IOException("A page without a cursor to the next.");
        }
        return cursor.group(1);
    }
}
