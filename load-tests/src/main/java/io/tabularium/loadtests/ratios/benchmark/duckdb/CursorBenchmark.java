package io.tabularium.loadtests.ratios.benchmark.duckdb;

import io.tabularium.loadtests.ratios.benchmark.Benchmark;
import io.tabularium.loadtests.ratios.benchmark.Workbench;
import io.tabularium.loadtests.ratios.data.ProductionTable;
import io.tabularium.loadtests.ratios.http.HttpLoad;
import io.tabularium.loadtests.ratios.http.RequestBytes;
import io.tabularium.loadtests.ratios.measurement.Comparison;
import io.tabularium.loadtests.ratios.measurement.Result;
import io.tabularium.loadtests.ratios.server.ServiceProcess;

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
 * The last pages of 100 by cursor (about page 10,000 of a million rows) against the second page and
 * those after it, sorted. Each page is requested once, so that none comes from a cache. There is no
 * bar; a ratio near 1 means that a page costs the same at any depth.
 */
final class CursorBenchmark implements Benchmark {

    private static final int SIZE = 100;
    private static final int LARGEST = 10_000;
    private static final int MAX_PAGES_OF_ROUND = 20;
    private static final Pattern NEXT = Pattern.compile("\"next_cursor\":\"([^\"]+)\"");

    @Override
    public String path() {
        return "cursor";
    }

    @Override
    public List<Result> run(Workbench bench) throws Exception {
        int rounds = bench.settings().repetitions();
        ServiceProcess service = bench.loadedDuckDb().service();
        int last = bench.settings().rows() / SIZE;
        int allRounds = rounds + Comparison.WARM_UP_ROUNDS;
        int pagesOfRound = Math.clamp(last / 2 / allRounds, 1, MAX_PAGES_OF_ROUND);
        int pages = pagesOfRound * allRounds;
        bench.progress().report("the last of %,d pages by cursor, against the first", last);
        Iterator<byte[]> first = pages(service, 1, pages).iterator();
        Iterator<byte[]> deep = pages(service, last - pages, pages).iterator();
        try (HttpLoad load = new HttpLoad(service.port(), 1)) {
            Comparison comparison =
                    new Comparison(
                            () -> load.perSecond(HttpLoad.ENDLESS, some(deep, pagesOfRound)),
                            () -> load.perSecond(HttpLoad.ENDLESS, some(first, pagesOfRound)));
            Comparison.Medians medians = comparison.measureAfterWarmUp(rounds, bench.progress());
            String path = "page %,d by cursor, against page 2".formatted(last);
            return List.of(Result.of(path, "pages/s", medians, new Result.Bar.None()));
        }
    }

    private static HttpLoad.Traffic some(Iterator<byte[]> pages, int number) {
        int[] left = {number};
        return _ -> left[0]-- > 0 && pages.hasNext() ? Optional.of(pages.next()) : Optional.empty();
    }

    /** Requests for the {@code wanted} pages that follow the first {@code before} pages. */
    private static List<byte[]> pages(ServiceProcess service, int before, int wanted)
            throws IOException {
        List<byte[]> requests = new ArrayList<>();
        String cursor = cursorAfter(service, before);
        while (requests.size() < wanted) {
            requests.add(RequestBytes.get(page(SIZE, cursor)));
            cursor = requests.size() < wanted ? next(service, SIZE, cursor) : cursor;
        }
        return requests;
    }

    /** The cursor after the given number of pages, reached by pages of the largest size. */
    private static String cursorAfter(ServiceProcess service, int pages) throws IOException {
        String cursor = "";
        for (int done = 0; done < pages * SIZE; ) {
            int size = Math.min(LARGEST, pages * SIZE - done);
            cursor = next(service, size, cursor);
            done += size;
        }
        return cursor;
    }

    /** Requests one property only, so that the service does not cache the whole records. */
    private static String next(ServiceProcess service, int size, String cursor) throws IOException {
        String page = service.requests().get(page(size, cursor) + "&fields=field_code");
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
                .formatted(ServiceProcess.records(ProductionTable.NAME), size, options);
    }
}
