package io.tabularium.adapter.web.answer;

import io.tabularium.adapter.web.access.Caller;
import io.tabularium.adapter.web.body.RequestFingerprint;
import io.tabularium.application.command.Outcome;
import io.tabularium.domain.TabulariumException.MalformedRequest;
import io.tabularium.domain.receipt.IdempotencyKey;
import io.tabularium.domain.receipt.Receipt;
import io.tabularium.domain.receipt.ReceiptDraft;
import io.tabularium.domain.record.DataRecord;
import io.tabularium.domain.record.RecordData;

import jakarta.servlet.http.HttpServletRequest;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A request with an {@code Idempotency-Key}. The key may stand there as it is or as a quoted
 * string, as draft-ietf-httpapi-idempotency-key-header has it.
 */
public record KeyedRequest(IdempotencyKey key, RequestFingerprint fingerprint) {

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
    public static Optional<KeyedRequest> of(HttpServletRequest request) {
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
        return Optional.of(new KeyedRequest(key, RequestFingerprint.begin(request)));
    }

    /**
     * The answer to the request, or to the one before it under its key.
     *
     * @param answer is made of what comes of the request, and kept in a receipt
     * @param handler does the request, unless it was done before
     */
    public <T> Answer answer(
            Function<T, Answer> answer, Function<ReceiptDraft<T>, Outcome<T>> handler) {
        ReceiptDraft<T> draft =
                new ReceiptDraft<>(
                        key,
                        fingerprint::value,
                        result -> KeptAnswer.toBytes(answer.apply(result)));
        return switch (handler.apply(draft)) {
            case Outcome.Done<T>(T result) -> answer.apply(result);
            case Outcome.DoneBefore<T>(Receipt receipt) ->
                    again(
                            receipt,
                            () -> {
                                throw new IllegalStateException("the answer was not to a create");
                            });
        };
    }

    /**
     * The answer to the request, which creates a record, or to the one before it under its key.
     *
     * @param data of the record
     * @param handler creates it, unless that was done before
     */
    public Answer answer(
            ReturnPreference preference,
            Supplier<RecordData> data,
            BiFunction<Supplier<RecordData>, ReceiptDraft<DataRecord>, Outcome<DataRecord>>
                    handler) {
        KeptCreation kept = new KeptCreation(preference);
        ReceiptDraft<DataRecord> draft = new ReceiptDraft<>(key, fingerprint::value, kept::toBytes);
        return switch (handler.apply(() -> kept.prepare(data.get()), draft)) {
            case Outcome.Done<DataRecord>(DataRecord record) ->
                    RecordAnswer.created(preference, record);
            case Outcome.DoneBefore<DataRecord>(Receipt receipt) -> again(receipt, data);
        };
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

    private static Answer again(Receipt receipt, Supplier<RecordData> data) {
        return KeptAnswer.of(receipt.answer(), data).header(REPLAYED, "true");
    }

    private static String unquoted(String text) {
        Matcher quoted = QUOTED.matcher(text);
        return quoted.matches() ? quoted.group(1).replaceAll("\\\\(.)", "$1") : text;
    }
}
