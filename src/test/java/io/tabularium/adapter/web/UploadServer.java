package io.tabularium.adapter.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.tabularium.adapter.web.admission.Bulkhead;
import io.tabularium.adapter.web.admission.Load;
import io.tabularium.adapter.web.query.QueryLimits;
import io.tabularium.adapter.web.upload.UploadLimits;
import io.tabularium.contract.ForgetfulWriter;
import io.tabularium.contract.InMemoryRecords;
import io.tabularium.domain.record.BulkLoad;
import io.tabularium.domain.record.Change;
import io.tabularium.domain.record.DataRecord;
import io.tabularium.domain.record.Mutation;
import io.tabularium.domain.record.ReadMemory;
import io.tabularium.domain.record.RecordPatch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A server with one slot for bulk loads, which counts them, one place for single writes and one for
 * queries, and clients that send them as slowly as a test wants.
 */
final class UploadServer implements AutoCloseable {

    static final String BULK = "/api/v1/records/counters/bulk";

    /** Of what has a limit for all, one caller may have half. */
    static final int PLACES = 4;

    /** Half of it is no multiple of the steps in which room is taken. */
    static final long SPOOL_BYTES = 9 << 20;

    private static final Bulkhead.Size ONE = new Bulkhead.Size(1, 1, Duration.ofSeconds(30));
    private static final Limits LIMITS =
            new Limits(new QueryLimits(100, 10_000, 50, 10), 8 << 20, 200_000);

    private final CountedLoads loads = new CountedLoads();
    private final ApiServer server;

    private UploadServer(UploadLimits uploads) {
        Bulkhead.Size places = new Bulkhead.Size(PLACES, 0, Duration.ZERO);
        Front front =
                Front.ROOMY
                        .with(Load.BULKS, ONE)
                        .with(Load.WRITES, ONE)
                        .with(Load.QUERIES, ONE)
                        .with(Load.UPLOADS, places)
                        .with(Load.SLOW_UPLOADS, places)
                        .with(Load.BULK_ANSWERS, places)
                        .with(uploads);
        server = ApiServer.start(LIMITS, front, loads.records, loads);
    }

    static UploadServer start(Path folder, Duration patience) {
        return start(folder, patience, 0);
    }

    static UploadServer start(Path folder, Duration patience, long minFreeBytes) {
        return new UploadServer(
                new UploadLimits(
                        folder,
                        SPOOL_BYTES,
                        minFreeBytes,
                        patience,
                        1L << 30,
                        Duration.ofSeconds(30)));
    }

    /** A request with a body of JSON whose client does not pause. */
    ApiServer.Answer send(String method, String path, String body) {
        return server.sendText(method, path, "application/json", body);
    }

    /** A load of one record whose client does not pause. */
    ApiServer.Answer loadOne() {
        return server.sendText("POST", BULK, "application/x-ndjson", "{\"name\": \"fast\"}\n");
    }

    /** Forgets the loads of an earlier test. */
    void forget() {
        loads.begun.set(0);
        loads.undone.set(0);
        loads.rows.set(0);
    }

    /** The rows of loads that were done. */
    long rowsLoaded() {
        return loads.rows.get();
    }

    /** How often a load was begun; one that gives way is begun twice. */
    int loadsBegun() {
        return loads.begun.get();
    }

    /** The loads that failed. */
    int loadsUndone() {
        return loads.undone.get();
    }

    Client connect() throws IOException {
        return connect("127.0.0.1", 0);
    }

    /**
     * Connects a client from one of the addresses of this machine.
     *
     * @param bufferBytes of what has arrived and was not read; 0 for what is usual
     */
    Client connect(String address, int bufferBytes) throws IOException {
        Socket socket = new Socket();
        socket.setSoTimeout(30_000);
        if (bufferBytes > 0) {
            socket.setReceiveBufferSize(bufferBytes);
        }
        socket.bind(new InetSocketAddress(InetAddress.getByName(address), 0));
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
        return new Client(socket);
    }

    void awaitInUse(Load load, int number) {
        String line =
                "tabularium_bulkhead_in_use{bulkhead=\"%s\"} %d.0\n"
                        .formatted(load.name().toLowerCase(Locale.ROOT), number);
        while (!server.send("GET", "/actuator/prometheus").text().contains(line)) {
            assertThat(Thread.currentThread().isInterrupted()).as("time is over").isFalse();
        }
    }

    @Override
    public void close() {
        server.close();
    }

    /** One connection. Used by one thread. */
    record Client(Socket socket) implements AutoCloseable {

        Client send(String text) throws IOException {
            return send(text.getBytes(StandardCharsets.US_ASCII));
        }

        Client send(byte[] bytes) throws IOException {
            return send(bytes, 0, bytes.length);
        }

        Client send(byte[] bytes, int from, int to) throws IOException {
            socket.getOutputStream().write(bytes, from, to - from);
            return this;
        }

        /** The answer, after nothing more is sent. */
        String answer() throws IOException {
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }

        /** The answer, after which the server closes the connection. */
        String lastAnswer() throws IOException {
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }

        /** The answer as far as it has come once its status is there. */
        String beginOfAnswer() throws IOException {
            byte[] bytes = new byte[4_096];
            int count = socket.getInputStream().readNBytes(bytes, 0, 12);
            count += socket.getInputStream().read(bytes, count, bytes.length - count);
            return new String(bytes, 0, count, StandardCharsets.UTF_8);
        }

        @Override
        public void close() {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Stores only what is to be returned, as a test needs no more. */
    private static final class CountedLoads extends ForgetfulWriter {

        private final InMemoryRecords records = new InMemoryRecords();
        private final AtomicInteger begun = new AtomicInteger();
        private final AtomicInteger undone = new AtomicInteger();
        private final AtomicLong rows = new AtomicLong();

        @Override
        public Change write(Mutation mutation) {
            return records.write(mutation);
        }

        @Override
        public DataRecord patch(RecordPatch patch, ReadMemory.Share room) {
            return records.patch(patch, room);
        }

        @Override
        public void load(BulkLoad load) {
            begun.incrementAndGet();
            try {
                if (load.options().returning()) {
                    records.load(load);
                } else {
                    count(load);
                }
            } catch (RuntimeException e) {
                undone.incrementAndGet();
                throw e;
            }
        }

        private void count(BulkLoad load) {
            long read = 0;
            while (load.next() != null) {
                read++;
            }
            load.count(read, 0, 0);
            rows.addAndGet(read);
        }
    }
}
