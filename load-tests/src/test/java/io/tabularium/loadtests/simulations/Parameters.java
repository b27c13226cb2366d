package io.tabularium.loadtests.simulations;

import io.gatling.javaapi.core.Assertion;
import io.gatling.javaapi.core.CoreDsl;
import io.gatling.javaapi.http.HttpDsl;
import io.gatling.javaapi.http.HttpProtocolBuilder;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** What a run is told by system properties. */
final class Parameters {

    private Parameters() {}

    static String baseUrl() {
        return System.getProperty("baseUrl", "http://127.0.0.1:8080");
    }

    /** A whole number of at least one. */
    static int number(String name, int otherwise) {
        int number = Integer.getInteger(name, otherwise);
        if (number < 1) {
            throw new IllegalArgumentException(name + " must be at least 1: " + number);
        }
        return number;
    }

    /** Whole numbers with commas between them. */
    static List<Integer> numbers(String name, String otherwise) {
        return Arrays.stream(System.getProperty(name, otherwise).split(","))
                .map(String::strip)
                .map(Integer::valueOf)
                .toList();
    }

    static Duration seconds(int otherwise) {
        return Duration.ofSeconds(number("seconds", otherwise));
    }

    /** Requests are sent as they are: no entity tag that is remembered turns them conditional. */
    static HttpProtocolBuilder protocol() {
        return HttpDsl.http.baseUrl(baseUrl() + Readings.PATH).disableCaching();
    }

    /** No more failures than {@code -DmaxErrorPercent}, by default none. */
    static Assertion fewErrors() {
        double most = Double.parseDouble(System.getProperty("maxErrorPercent", "0"));
        return CoreDsl.global().failedRequests().percent().lte(most);
    }

    /** 99 of 100 answers within {@code -Dp99} milliseconds, by default {@code otherwise}. */
    static Assertion inTime(int otherwise) {
        return CoreDsl.global().responseTime().percentile(99.0).lte(number("p99", otherwise));
    }
}
