package io.tabularium.loadtests.ratios;

/**
 * Clients of the service beside clients of the PostgreSQL server, in turn, each for the time that
 * the settings give.
 *
 * @param warmUp requests to the service that do not count, by which its code is compiled
 */
record ClientDuel(HttpLoad load, HttpLoad.Traffic traffic, RawClients limit, int warmUp) {

    /** Enough for the code of one kind of request. */
    static final int MANY = 30_000;

    Duel.Medians measure(Workbench bench) throws Exception {
        RatioSettings settings = bench.settings();
        double rate = load.perSecond(HttpLoad.ENDLESS, traffic.first(warmUp));
        bench.progress().report("  warm-up, %,d requests %,11.0f/s", warmUp, rate);
        Duel duel =
                new Duel(
                        () -> load.perSecond(settings.time(), traffic),
                        () -> limit.perSecond(settings.time()));
        duel.fight(1, bench.progress());
        return duel.fight(settings.repetitions(), bench.progress());
    }
}
