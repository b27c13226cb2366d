package io.tabularium.adapter.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.tabularium.adapter.web.ApiServer.Answer;
import io.tabularium.contract.ForgetfulWriter;
import io.tabularium.contract.InMemoryRecords;
import io.tabularium.domain.TabulariumException.Overloaded;
import io.tabularium.domain.TabulariumException.QueryTimeout;
import io.tabularium.domain.TabulariumException.StorageUnavailable;
import io.tabularium.domain.record.BulkLoad;
import io.tabularium.domain.record.Change;
import io.tabularium.domain.record.Mutation;
import io.tabularium.domain.record.RecordWriter;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

final class StorageFailureTest {

    private static final AtomicReference<RuntimeException> FAILURE = new AtomicReference<>();

    private static ApiServer server;

    @BeforeAll
    static void start() {
        RecordWriter failing =
                new ForgetfulWriter() {
                    @Override
                    public Change write(Mutation mutation) {
                        throw FAILURE.get();
                    }

                    @Override
                    public void load(BulkLoad load) {
                        throw FAILURE.get();
                    }
                };
        server = ApiServer.start(ApiServer.LIMITS, new InMemoryRecords(), failing);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void saysWhenToComeBackWhereThereIsNoCapacity() {
        Answer answer = answerTo(new Overloaded("Too many.", Duration.ofMillis(1_200)));

        assertProblem(answer, 503, "/problems/overloaded");
        assertThat(answer.header("Retry-After")).isEqualTo("2");
    }

    @Test
    void saysWhenToComeBackWhereStorageIsDown() {
        Answer answer = answerTo(new StorageUnavailable("Down.", null));

        assertProblem(answer, 503, "/problems/storage-unavailable");
        assertThat(answer.header("Retry-After")).isEqualTo("5");
    }

    @Test
    void tellsATimeLimitFromAFailure() {
        assertProblem(
                answerTo(new QueryTimeout(Duration.ofSeconds(3))), 504, "/problems/query-timeout");
    }

    @Test
    void tellsNothingOfWhatIsItsOwnFault() {
        Answer answer = answerTo(new IllegalStateException("SELECT secret FROM /etc/passwd"));

        assertProblem(answer, 500, "/problems/internal-error");
        assertThat(answer.text()).doesNotContain("secret", "passwd", "Exception", "io.tabularium");
    }

    private static Answer answerTo(RuntimeException failure) {
        FAILURE.set(failure);
        return server.sendJson("POST", "/api/v1/records/counters", "{}");
    }

    private static void assertProblem(Answer answer, int status, String type) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.member("type")).isEqualTo(type);
        assertThat(answer.header("ETag")).isNull();
    }
}
