package io.tabularium.loadtests.simulations;

import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.during;
import static io.gatling.javaapi.core.CoreDsl.scenario;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.PopulationBuilder;

import java.time.Duration;
import java.util.List;

/** Load in steps, of which each begins when the one before has ended. */
final class Steps {

    private Steps() {}

    /** Some clients that do the same thing over and over, each as soon as it can. */
    static PopulationBuilder busy(String name, int clients, Duration time, ChainBuilder action) {
        return scenario(name).exec(during(time).on(action)).injectOpen(atOnceUsers(clients));
    }

    /** One after the other; at least one. */
    static PopulationBuilder inTurn(List<PopulationBuilder> steps) {
        PopulationBuilder first = steps.getFirst();
        return steps.size() == 1 ? first : first.andThen(inTurn(steps.subList(1, steps.size())));
    }
}
