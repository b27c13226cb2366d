package io.tabularium.loadtests.ratios;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The last pages of 100 by cursor (page 10,000 of a million rows) against the second and those that
 * follow, sorted. Each page is asked for once, so that none is remembered. Without a bar; near 1 is
 * what constant cost means.
 */
final class CursorBenchmark implements Benchmark {

    private static final int SIZE = 100;
    private static final int LARGEST = 10_000;
    private static final int MOST_PAGES_OF_A_ROUND = 20;
    private static final Pattern NEXT = Pattern.compile("\"next_cursor\":\"([^\"]+)\"");

    @Override
    public String path() {
        return "cursor";
    }

    @Override
    public List<Result> run(Workbench bench) throws Exception {
        int rounds = bench.settings().repetitions();
        Server server = bench.loaded().server();
        int last = bench.settings().rows() / SIZE;
        int allRounds = rounds + Comparison.WARM_UP_ROUNDS;
        int pagesOfARound = Math.clamp(last / 2 / allRounds, 1, MOST_PAGES_OF_A_ROUND);
        int pages = pagesOfARound * allRounds;
        bench.progress().report("the last of %,d pages by cursor, against the first", last);
        Iterator<byte[]> first = pages(server, 1, pages).iterator();
        Iterator<byte[]> deep = pages(server, last - pages, pages).iterator();
        try (HttpLoad load = new HttpLoad(server.port(), 1)) {
            Comparison comparison =
                    new Comparison(
                            () -> load.perSecond(HttpLoad.ENDLESS, some(deep, pagesOfARound)),
                            () -> load.perSecond(HttpLoad.ENDLESS, some(first, pagesOfARound)));
            Comparison.Medians medians = comparison.measureAfterWarmUp(rounds, bench.progress());
            String path = "page %,d by cursor, against page 2".formatted(last);
            return List.of(Result.of(path, "pages/s", medians, new Result.Bar.None()));
        }
    }

    private static HttpLoad.Traffic some(Iterator<byte[]> pages, int number) {
        int[] left = {number};
        return _ -> left[0]-- > 0 && pages.hasNext() ? Optional.of(pages.next()) : Optional.empty();
    }

    /** Requests for as many pages as wanted behind some others. */
    private static List<byte[]> pages(Server server, int before, int wanted) throws IOException {
        List<byte[]> requests = new ArrayList<>();
        String cursor = behind(server, before);
        while (requests.size() < wanted) {
            requests.add(HttpLoad.get(page(SIZE, cursor)));
            cursor = requests.size() < wanted ? next(server, SIZE, cursor) : cursor;
        }
        return requests;
    }

    /** The cursor behind some pages, reached by the largest there are. */
    private static String behind(Server server, int pages) throws IOException {
        String cursor = "";
        for (int done = 0; done < pages * SIZE; ) {
            int size = Math.min(LARGEST, pages * SIZE - done);
            cursor = next(server, size, cursor);
            done += size;
        }
        return cursor;
    }

    /** Walks with a single property, so that the whole records are not yet remembered. */
    private static String next(Server server, int size, String cursor) throws IOException {
        String page = server.requests().get(page(size, cursor) + "&fields=field_code");
        Matcher next = NEXT.matcher(page);
        if (!next.find()) {
            throw new IOException("A page without a cursor to the next.");
        }
        return next.group(1);
    }

    private static String page(int size, String cursor) {
        String options =
                cursor.isEmpty()
                        ? "&count=none"
                        : "&cursor=" + URLEncoder.encode(cursor, StandardCharsets.UTF_8);
        return "%s?sort=-production_period&size=%d%s"
                .formatted(Server.records(ProductionTable.NAME), size, options);
    }
}
