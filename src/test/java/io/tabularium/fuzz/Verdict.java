package io.tabularium.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.tabularium.adapter.json.JsonReader;
import io.tabularium.domain.TabulariumException;
import io.tabularium.fuzz.Transcript.Answer;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/** What an answer must not be, whatever was asked. */
final class Verdict {

    /** Of those from 500 on: not implemented, busy, too slow, not this version of HTTP. */
    private static final Set<Integer> ALLOWED_FAILURES = Set.of(501, 503, 504, 505);

    private static final Pattern INTERNALS =
            Pattern.compile(
                    "Exception|\\bat (io|java|org)\\.|\\b(org|java|jakarta|tools)\\.[a-z]+\\.[a-zA-Z]"
                            + "|io\\.tabularium|\\.java:|(?i)duckdb|tomcat|jackson|hikari|select .* from"
                            + "|insert into|/root/|/tmp/|/home/|/target/",
                    Pattern.DOTALL);

    private static final JsonReader JSON = new JsonReader(10_000_000);

    private Verdict() {}

    /**
     * What is wrong with it.
     *
     * @param maybeSilent whether it may come from where a refusal has no body: from Spring Boot's
     *     own endpoints, or from Tomcat where the whole server is asked for its options
     */
    static Optional<String> on(Answer answer, boolean maybeSilent) {
        if (answer.status() >= 500 && !ALLOWED_FAILURES.contains(answer.status())) {
            return Optional.of("status " + answer.status());
        }
        if (answer.status() < 400) {
            return Optional.empty();
        }
        if (answer.isCompressed() && !answer.whole()) {
            return Optional.empty();
        }
        String body = text(answer);
        Matcher internals = INTERNALS.matcher(answer.head() + body);
        if (internals.find()) {
            return Optional.of("tells " + internals.group());
        }
        boolean silent = maybeSilent && answer.whole() && body.isEmpty();
        if (!answer.isProblem() && !silent) {
            return Optional.of(answer.status() + " is no problem document");
        }
        return answer.isProblem() && answer.whole()
                ? faultOf(body, answer.status())
                : Optional.empty();
    }

    private static String text(Answer answer) {
        byte[] bytes = answer.body().getBytes(ISO_8859_1);
        if (!answer.isCompressed()) {
            return new String(bytes, UTF_8);
        }
        try (InputStream plain = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return new String(plain.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<String> faultOf(String body, int status) {
        try {
            return JSON.read(body) instanceof Map<?, ?> problem
                            && Long.valueOf(status).equals(problem.get("status"))
                            && problem.containsKey("type")
                            && problem.containsKey("title")
                    ? Optional.empty()
                    : Optional.of("a problem document that lacks something");
        } catch (TabulariumException e) {
            return Optional.of("a problem document that is no JSON");
        }
    }
}
