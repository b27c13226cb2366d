package io.tabularium.adapter.web.access;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.tabularium.adapter.web.problem.Problem;
import io.tabularium.adapter.web.problem.ProblemResponse;
import io.tabularium.adapter.web.problem.ProblemType;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import java.io.IOException;
import java.time.Duration;

/**
 * Holds each caller to the rate, and says how much of it is left
 * (draft-ietf-httpapi-ratelimit-headers). Who is not known has nothing to be held to, and is
 * refused after this. Thread-safe.
 */
public final class RateLimitFilter extends HttpFilter {

    private static final long serialVersionUID = 1;
    private static final long NANOS = Duration.ofSeconds(1).toNanos();

    /** Callers that are remembered; of tokens there may be as many subjects as an issuer likes. */
    private static final long MAX_CALLERS = 100_000;

    private final String policy;
    private final transient LoadingCache<String, Bucket> buckets;

    public RateLimitFilter(RateLimit limit) {
        this.policy =
                "\"default\";q=%d;w=%d".formatted(limit.requests(), limit.period().toSeconds());
        // A bucket that was left alone for the period is full, as a new one is.
        this.buckets =
                Caffeine.newBuilder()
                        .maximumSize(MAX_CALLERS)
                        .expireAfterAccess(limit.period())
                        .build(caller -> bucket(limit));
    }

    @Override
    protected void doFilter(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Caller caller = Caller.current();
        if (caller.isKnown()) {
            ConsumptionProbe probe = buckets.get(caller.name()).tryConsumeAndReturnRemaining(1);
            response.setHeader("RateLimit-Policy", policy);
            response.setHeader(
                    "RateLimit",
                    "\"default\";r=%d;t=%d"
                            .formatted(
                                    probe.getRemainingTokens(),
                                    seconds(probe.getNanosToWaitForReset())));
            if (!probe.isConsumed()) {
                refuse(seconds(probe.getNanosToWaitForRefill()), request, response);
                return;
            }
        }
        chain.doFilter(request, response);
    }

    private static void refuse(
            long seconds, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        ProblemResponse.send(
                Problem.of(
                                ProblemType.TOO_MANY_REQUESTS,
                                "There were more requests than these credentials may send.")
                        .withHeader("Retry-After", Long.toString(seconds)),
                request,
                response);
    }

    private static Bucket bucket(RateLimit limit) {
        return Bucket.builder()
                .addLimit(
                        bandwidth ->
                                bandwidth
                                        .capacity(limit.requests())
                                        .refillGreedy(limit.requests(), limit.period()))
                .build();
    }

    /** Rounded up, so that who waits as long does not come too early. */
    private static long seconds(long nanos) {
        return Math.ceilDiv(nanos, NANOS);
    }
}
