package io.tabularium.adapter.duckdb.engine;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.tabularium.adapter.jdbc.Connections;
import io.tabularium.domain.TabulariumException;

import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * The database that the process works with: pools of connections for reads and for streams, and
 * connections for writers. Thread-safe.
 *
 * <p>A fatal error makes the engine refuse every further statement. The file is opened anew then,
 * in the background, and until that is done no connection is lent. Before it can be opened, every
 * connection to it must be closed, each by whoever uses it: what the driver hands out lies in
 * memory that goes with the connection.
 */
public final class DuckDbDatabase implements MeterBinder, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DuckDbDatabase.class);

    private static final Duration FIRST_DELAY = Duration.ofMillis(100);
    private static final Duration LONGEST_DELAY = Duration.ofSeconds(10);

    private final DuckDbSettings settings;
    private final LogMerger merger;
    private final Dependants dependants = new Dependants();

    /** Held by who is about to get a connection; who has been through it alone knows of all. */
    private final ReadWriteLock lending = new ReentrantReadWriteLock();

    private volatile State state;
    private volatile @Nullable MeterRegistry registry;

    private sealed interface State {

        record Open(PooledInstance instance) implements State {}

        /**
         * @param reason for operators, without names of files
         */
        record Reopening(String reason) implements State {}

        record Closed() implements State {}
    }

    @FunctionalInterface
    private interface Loan<T> {
        T of(PooledInstance instance) throws SQLException;
    }

    /**
     * Opens the database file, or makes one.
     *
     * @throws DatabaseNotOpened with the reason
     */
    public DuckDbDatabase(DuckDbSettings settings) {
        this.settings = settings;
        this.state = new State.Open(PooledInstance.open(settings));
        this.merger = new LogMerger(settings, this);
    }

    /**
     * A connection of the caller's own, to be closed by the caller.
     *
     * @throws SQLException if the database is closed or broken
     */
    public DuckDBConnection connect() throws SQLException {
        return lend(PooledInstance::connect);
    }

    /** Connections for short reads; waiting for one is bounded. */
    public Connections reads() {
        return connections(instance -> instance.reads().getConnection());
    }

    /**
     * Connections for streams: a statement's rows are made as they are fetched, and a connection
     * has one open result at a time.
     */
    public Connections streams() {
        return connections(instance -> instance.streams().getConnection());
    }

    /** Has the pools measured: connections in use, and the wait for one. */
    @Override
    public void bindTo(MeterRegistry registry) {
        this.registry = registry;
        if (state instanceof State.Open(PooledInstance open)) {
            open.measure(registry);
        }
    }

    /**
     * Has something done whenever the database is opened anew.
     *
     * @param release gives back what is held; called once no connection is lent any more
     * @param renew forgets what may no longer be true; called before a connection is lent again
     */
    public void whenReopened(Runnable release, Runnable renew) {
        dependants.add(release, renew);
    }

    /**
     * What a failed statement means for a caller. The database heeds the failure.
     *
     * @see #heed
     */
    public TabulariumException translate(SQLException failure) {
        heed(failure);
        return SqlFailure.translate(failure);
    }

    /**
     * Is to be told of failures of the engine: if one has broken the database, that is opened anew,
     * and this returns at once.
     */
    public void heed(SQLException failure) {
        switch (SqlFailure.of(failure)) {
            // After a checkpoint that failed nothing can be done with the instance either.
            case FATAL, COMMITTED, REASON_LOST -> reopenIfBroken(failure);
            case DUPLICATE_KEY,
                    DUPLICATE_KEY_AT_COMMIT,
                    NO_TRANSACTION,
                    CONFLICT,
                    INTERRUPTED,
                    OUT_OF_MEMORY,
                    INPUT_OUTPUT,
                    CLOSED,
                    OTHER -> {}
        }
    }

    /** Why no connection can be had, for operators; empty where one can. */
    public Optional<String> whyUnavailable() {
        return switch (state) {
            case State.Open _ -> Optional.empty();
            case State.Reopening(String reason) -> Optional.of(reason);
            case State.Closed _ -> Optional.of("The database is closed.");
        };
    }

    /** What is not as it should be though connections can be had, for operators. */
    public Optional<String> impairment() {
        return state instanceof State.Open(PooledInstance open)
                        && open.instance().isMergingPostponed()
                ? Optional.of("The write-ahead log cannot be merged: the disk may be full.")
                : Optional.empty();
    }

    /**
     * Closes the pools, merges the write-ahead log, and closes every connection, unless one is not
     * given back in time. Closing twice does nothing more.
     */
    @Override
    public void close() {
        merger.close();
        State last;
        synchronized (this) {
            last = state;
            state = new State.Closed();
        }
        if (last instanceof State.Open(PooledInstance open)) {
            awaitLoans();
            open.end();
        }
    }

    /** The present instance; empty while there is none. */
    Optional<DuckDbInstance> instance() {
        return state instanceof State.Open(PooledInstance open)
                ? Optional.of(open.instance())
                : Optional.empty();
    }

    private Connections connections(Loan<Connection> loan) {
        return new Connections(() -> lend(loan), this::translate);
    }

    private <T> T lend(Loan<T> loan) throws SQLException {
        // Not only within the lock, which whoever waits for all others to leave it makes wait.
        openInstance();
        lending.readLock().lock();
        try {
            return loan.of(openInstance());
        } finally {
            lending.readLock().unlock();
        }
    }

    private PooledInstance openInstance() throws SQLException {
        return switch (state) {
            case State.Open(PooledInstance instance) -> instance;
            case State.Reopening _ ->
                    throw new SQLException("Connection was closed: the file is opened anew");
            case State.Closed _ -> throw new SQLException("Connection was closed");
        };
    }

    private void reopenIfBroken(SQLException failure) {
        synchronized (this) {
            if (!(state instanceof State.Open(PooledInstance open))
                    || !open.instance().isBroken()) {
                return;
            }
            state = new State.Reopening("The engine has failed; requests under way are awaited.");
            if (settings.path() != null) {
                Thread.ofPlatform().name("tabularium-reopener").start(() -> reopen(open));
            }
        }
        LOG.atError().setCause(failure).log("database_broken");
    }

    private void reopen(PooledInstance broken) {
        long began = System.nanoTime();
        awaitLoans();
        dependants.release();
        broken.awaitUnused();
        broken.close();
        Duration delay = FIRST_DELAY;
        while (!opensAnew(began)) {
            LockSupport.parkNanos(delay.toNanos());
            delay = Collections.min(List.of(delay.multipliedBy(2), LONGEST_DELAY));
        }
    }

    /** Whether there is nothing more to try. */
    private boolean opensAnew(long began) {
        if (state instanceof State.Closed) {
            return true;
        }
        try {
            if (entersOpen(PooledInstance.open(settings))) {
                LOG.atWarn()
                        .addKeyValue("milliseconds", (System.nanoTime() - began) / 1_000_000)
                        .log("database_reopened");
            }
            return true;
        } catch (RuntimeException e) {
            // Whatever it is: nobody else opens the file again.
            enter(new State.Reopening("The engine has failed, and the file cannot be opened."));
            LOG.atError().setCause(e).log("database_not_reopened");
            return false;
        }
    }

    /** What is opened and cannot be entered is closed. */
    private boolean entersOpen(PooledInstance opened) {
        boolean entered = false;
        try {
            opened.measure(registry);
            dependants.renew();
            entered = enter(new State.Open(opened));
            return entered;
        } finally {
            if (!entered) {
                opened.close();
            }
        }
    }

    private synchronized boolean enter(State next) {
        if (state instanceof State.Closed) {
            return false;
        }
        state = next;
        return true;
    }

    /** Returns when everyone who was about to get a connection has one or was refused. */
    private void awaitLoans() {
        lending.writeLock().lock();
        try {
            LOG.atDebug().log("loans_known");
        } finally {
            lending.writeLock().unlock();
        }
    }
}
