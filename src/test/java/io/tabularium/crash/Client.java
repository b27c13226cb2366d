package io.tabularium.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.tabularium.crash.Ledger.Settled;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * Writes and reads its own records, one request after the other, as long as there is a server that
 * has a database.
 */
final class Client {

    /** Nothing is done by a request that is answered so, unless the database went away. */
    private static final int BUSY = 503;

    /** The problem that does not say whether a write was done. */
    private static final String UNAVAILABLE = "/problems/storage-unavailable";

    private final Owner owner;
    private final Random random;
    private final Ledger ledger;
    private final History history;
    private final SingleWrites singles;
    private final BulkLoads loads;
    private @Nullable Answered receipt;

    Client(Owner owner, Ledger ledger, History history) {
        this.owner = owner;
        this.random = owner.random();
        this.ledger = ledger;
        this.history = history;
        this.singles = new SingleWrites(owner);
        this.loads = new BulkLoads(owner);
    }

    /**
     * Goes on until the server is gone.
     *
     * @param settled what became of the writes that were open when the last one went
     * @throws AssertionError for an answer that must not be
     */
    void run(Api api, List<TestedSchema> schemas, List<Settled> settled)
            throws InterruptedException {
        try {
            retry(api, settled);
            while (true) {
                TestedSchema schema = schemas.get(random.nextInt(schemas.size()));
                int choice = random.nextInt(100);
                if (choice < 8) {
                    write(api, loads.next(schema));
                } else if (choice < 20) {
                    readBack(api, schema);
                } else if (choice < 23) {
                    repeat(api);
                } else {
                    write(api, singles.next(schema));
                }
            }
        } catch (IOException serverIsGone) {
            history.tell(owner.name() + " ends: " + serverIsGone);
        }
    }

    /**
     * Sends what got no answer again under its key: it is done now, unless it was done then.
     *
     * @throws IOException if the server goes away
     */
    void retry(Api api, List<Settled> settled) throws IOException, InterruptedException {
        for (Settled open : settled) {
            if (open.attempt().request().key().filter(owner::owns).isPresent()) {
                HttpResponse<String> answer = send(api, open.attempt());
                boolean replayed = Api.isReplayed(answer);
                assertThat(replayed).as("%s -> %s", open, answer.body()).isEqualTo(open.done());
                take(open.attempt(), answer);
            }
        }
    }

    private void write(Api api, Attempt attempt) throws IOException, InterruptedException {
        HttpResponse<String> answer = send(api, attempt);
        assertThat(Api.isReplayed(answer)).as(attempt.name()).isFalse();
        take(attempt, answer);
    }

    private HttpResponse<String> send(Api api, Attempt attempt)
            throws IOException, InterruptedException {
        try {
            HttpResponse<String> answer = api.send(attempt.request());
            history.outcome(owner.name(), attempt, Integer.toString(answer.statusCode()));
            if (answer.statusCode() == BUSY && answer.body().contains(UNAVAILABLE)) {
                throw new IOException(answer.body());
            }
            return answer;
        } catch (IOException noAnswer) {
            history.outcome(owner.name(), attempt, "unknown");
            ledger.leaveOpen(attempt);
            throw noAnswer;
        }
    }

    private void take(Attempt attempt, HttpResponse<String> answer) {
        if (answer.statusCode() == attempt.done()) {
            acknowledge(attempt, answer);
        } else if (answer.statusCode() != BUSY) {
            assertThat(attempt.refusals())
                    .as("%s -> %s", attempt, answer.body())
                    .contains(answer.statusCode());
        }
    }

    private void acknowledge(Attempt attempt, HttpResponse<String> answer) {
        attempt.report()
                .forEach(
                        (member, count) ->
                                assertThat(Api.object(answer.body()))
                                        .as(attempt.name())
                                        .containsEntry(member, count));
        if (attempt.request().key().isPresent() && !attempt.write().after().isEmpty()) {
            receipt = new Answered(attempt, answer.body());
        }
        ledger.acknowledge(attempt.report().isEmpty() ? told(attempt, answer) : attempt.write());
    }

    /** The write, with what the answer tells beyond what was asked for: identifier and times. */
    private static Write told(Attempt attempt, HttpResponse<String> answer) {
        if (attempt.write().after().isEmpty() || answer.body().isEmpty()) {
            return attempt.write();
        }
        Map.Entry<Identity, Optional<RecordState>> only =
                attempt.write().after().entrySet().iterator().next();
        RecordState told = RecordState.of(Api.object(answer.body()));
        assertThat(only.getValue().orElseThrow().isMetBy(told))
                .as("%s -> %s", attempt, answer.body())
                .isTrue();
        return Write.of(only.getKey(), told);
    }

    /** The same request under the same key gets the first answer, and does nothing. */
    private void repeat(Api api) throws IOException, InterruptedException {
        if (receipt != null) {
            HttpResponse<String> answer = api.send(receipt.attempt().request());
            history.outcome(owner.name(), receipt.attempt(), "again " + answer.statusCode());
            if (answer.statusCode() != BUSY) {
                assertThat(answer.statusCode()).isEqualTo(receipt.attempt().done());
                assertThat(answer.body()).isEqualTo(receipt.body());
                assertThat(Api.isReplayed(answer)).as(answer.body()).isTrue();
            }
        }
    }

    /** A request under a key, and the answer it got. */
    private record Answered(Attempt attempt, String body) {}

    /** A read that starts after the answer to a write sees it. */
    private void readBack(Api api, TestedSchema schema) throws IOException, InterruptedException {
        Optional<Identity> identity = owner.storedRecord(schema);
        if (identity.isEmpty()) {
            return;
        }
        RecordState expected = owner.stateOf(identity.get());
        if (expected.id() == null) {
            return;
        }
        HttpResponse<String> answer = api.get("/records/" + schema.name() + "/" + expected.id());
        if (answer.statusCode() != BUSY) {
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(expected.isMetBy(RecordState.of(Api.object(answer.body()))))
                    .as("%s is %s", expected, answer.body())
                    .isTrue();
        }
    }
}
