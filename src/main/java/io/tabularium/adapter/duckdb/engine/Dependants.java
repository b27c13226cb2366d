package io.tabularium.adapter.duckdb.engine;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Those who work with a database and keep a connection, or something that depends on it.
 * Thread-safe.
 */
final class Dependants {

    private static final Logger LOG = LoggerFactory.getLogger(Dependants.class);

    private final List<Dependant> all = new CopyOnWriteArrayList<>();

    private record Dependant(Runnable release, Runnable renew) {}

    /**
     * Adds one.
     *
     * @param release gives back what is held
     * @param renew forgets what may no longer be true
     */
    void add(Runnable release, Runnable renew) {
        all.add(new Dependant(release, renew));
    }

    /** Has everyone give back what they hold. That one fails is logged: the others still do. */
    void release() {
        for (Dependant dependant : all) {
            try {
                dependant.release().run();
            } catch (RuntimeException e) {
                LOG.atError().setCause(e).log("release_failed");
            }
        }
    }

    /** Has everyone forget what may no longer be true; what one of them throws is thrown. */
    void renew() {
        all.forEach(dependant -> dependant.renew().run());
    }
}
