package io.tabularium.contract;

import io.tabularium.CitusCluster;

import org.junit.jupiter.api.condition.EnabledIf;

import java.util.Set;

/** What a store promises holds on a cluster, except for the snapshot of several nodes. */
@EnabledIf(
        value = "isClusterThere",
        disabledReason = "neither tabularium.test.citus.url nor .image is set")
final class CitusStoreTest extends RecordStoreContract {

    CitusStoreTest() {
        super(
                (directory, schemas) ->
                        PostgreSqlFixture.open(CitusCluster.url(), directory, schemas),
                Set.of(StoreCapability.DURABLE, StoreCapability.GUARDS_SCHEMAS));
    }

    static boolean isClusterThere() {
        return CitusCluster.isThere();
    }
}
