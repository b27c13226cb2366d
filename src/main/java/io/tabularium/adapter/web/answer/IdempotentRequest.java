package io.tabularium.adapter.web.answer;

import io.tabularium.adapter.web.access.Caller;
import io.tabularium.adapter.web.body.RequestFingerprint;
import io.tabularium.domain.TabulariumException.MalformedRequest;
import io.tabularium.domain.receipt.IdempotencyKey;
import io.tabularium.domain.receipt.KeyedRequest;

import jakarta.servlet.http.HttpServletRequest;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A request with an {@code Idempotency-Key}. The key may stand there as it is or as a quoted
 * string, as draft-ietf-httpapi-idempotency-key-header has it.
 */
public record IdempotentRequest(IdempotencyKey key, RequestFingerprint fingerprint) {

    private static final String HEADER = "Idempotency-Key";
    private static final String REPLAYED = "Idempotency-Replayed";

    /** A string of RFC 9651, section 3.3.3. */
    private static final Pattern QUOTED =
            Pattern.compile("\"((?:[\\x20-\\x21\\x23-\\x5B\\x5D-\\x7E]|\\\\[\"\\\\])*+)\"");

    /**
     * The request, if it has a key; to be asked for before its body is opened.
     *
     * @throws MalformedRequest if the key is none
     */
    public static Optional<IdempotentRequest> of(HttpServletRequest request) {
        List<String> values = Collections.list(request.getHeaders(HEADER));
        if (values.isEmpty()) {
            return Optional.empty();
        }
        if (values.size() > 1) {
            throw new MalformedRequest("There is more than one " + HEADER + ".");
        }
        String text = unquoted(values.getFirst().strip());
        if (!IdempotencyKey.isValid(text)) {
            throw new MalformedRequest(HEADER + " must have 1 to 255 printable ASCII characters.");
        }
        Caller caller = Caller.current();
        IdempotencyKey key =
                caller.isKnown()
                        ? IdempotencyKey.of(caller.name(), text)
                        : IdempotencyKey.shared(text, Caller.idOf(request));
        return Optional.of(new IdempotentRequest(key, RequestFingerprint.begin(request)));
    }

    /**
     * The request as storage knows it.
     *
     * @param returning whether its answer has the records that it writes
     */
    public KeyedRequest keyed(boolean returning) {
        return new KeyedRequest(key, fingerprint::value, returning);
    }

    /** Says in an answer that it is that of an earlier request under the key. */
    public static Answer replayed(Answer answer) {
        return answer.header(REPLAYED, "true");
    }

    /**
     * Says how the body is read if it was not opened when the fingerprint is asked for, as is so
     * where the request was done before.
     *
     * @param reader opens the body, and runs what reads it to its end
     */
    public void readBodyBy(Consumer<Runnable> reader) {
        fingerprint.readBodyBy(() -> reader.accept(fingerprint::readRest));
    }

    private static String unquoted(String text) {
        Matcher quoted = QUOTED.matcher(text);
        return quoted.matches() ? quoted.group(1).replaceAll("\\\\(.)", "$1") : text;
    }
}
