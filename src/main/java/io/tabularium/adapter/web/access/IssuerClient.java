package io.tabularium.adapter.web.access;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRequest;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.web.client.RestOperations;
import org.springframework.web.client.RestTemplate;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/**
 * Asks issuers for their keys: one request for each address at a time, every few seconds at the
 * most, and none for long. Whoever sends tokens with keys that do not exist can make the server do
 * no more than that. Thread-safe.
 */
public final class IssuerClient implements ClientHttpRequestInterceptor {

    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    /** How long new keys may take to be known here, and a failed issuer to be asked again. */
    private static final Duration ASK_EVERY = Duration.ofSeconds(10);

    private static final Duration ASK_AGAIN_AFTER_FAILURE = Duration.ofSeconds(5);

    /** Far more than a set of keys takes. */
    private static final int MAX_BYTES = 1 << 20;

    private final Map<URI, Known> known = new ConcurrentHashMap<>();

    /** Whoever did not answer at one address is not asked at another at once. */
    private volatile long failedUntil = System.nanoTime();

    private IssuerClient() {}

    /** For use with the settings' few addresses only: all that were asked are remembered. */
    public static RestOperations create() {
        SimpleClientHttpRequestFactory requests = new SimpleClientHttpRequestFactory();
        requests.setConnectTimeout(TIMEOUT);
        requests.setReadTimeout(TIMEOUT);
        RestTemplate client = new RestTemplate(requests);
        client.getInterceptors().add(new IssuerClient());
        return client;
    }

    /**
     * @throws IOException if the issuer does not answer, or did not a moment ago
     */
    @Override
    public ClientHttpResponse intercept(
            HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
            throws IOException {
        Known address = known.computeIfAbsent(request.getURI(), uri -> new Known());
        if (System.nanoTime() - failedUntil >= 0
                && address.isDue()
                && address.asking.tryAcquire()) {
            try {
                address.note(ask(request, body, execution));
            } catch (IOException e) {
                failedUntil = System.nanoTime() + ASK_AGAIN_AFTER_FAILURE.toNanos();
                throw e;
            } finally {
                address.asking.release();
            }
        }
        return address.answer();
    }

    private static Answer ask(
            HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
            throws IOException {
        try (ClientHttpResponse response = execution.execute(request, body)) {
            byte[] bytes = response.getBody().readNBytes(MAX_BYTES);
            return new Answer(response.getStatusCode(), response.getHeaders(), bytes);
        }
    }

    /** What is known of one address. */
    private static final class Known {

        private final Semaphore asking = new Semaphore(1);
        private volatile Answer last = Answer.NONE;
        private volatile long askAt = System.nanoTime();

        boolean isDue() {
            return System.nanoTime() - askAt >= 0;
        }

        void note(Answer answer) {
            last = answer;
            askAt = System.nanoTime() + ASK_EVERY.toNanos();
        }

        /** The last that was had, also while it is asked for again. */
        Answer answer() throws IOException {
            Answer answer = last;
            if (answer == Answer.NONE) {
                throw new IOException("The issuer has not answered yet.");
            }
            return answer;
        }
    }

    /** An answer that can be read again and again. */
    private static final class Answer implements ClientHttpResponse {

        private static final Answer NONE =
                new Answer(HttpStatusCode.valueOf(503), new HttpHeaders(), new byte[0]);

        private final HttpStatusCode status;
        private final HttpHeaders headers;
        private final byte[] body;

        Answer(HttpStatusCode status, HttpHeaders headers, byte[] body) {
            this.status = status;
            this.headers = HttpHeaders.readOnlyHttpHeaders(headers);
            this.body = body;
        }

        @Override
        public HttpStatusCode getStatusCode() {
            return status;
        }

        @Override
        public String getStatusText() {
            return "";
        }

        @Override
        public HttpHeaders getHeaders() {
            return headers;
        }

        @Override
        public InputStream getBody() {
            return new ByteArrayInputStream(body);
        }

        @Override
        public void close() {}
    }
}
