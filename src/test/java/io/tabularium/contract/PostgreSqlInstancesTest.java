package io.tabularium.contract;

import java.util.Set;

/** What a store promises holds as well where several instances serve it. */
final class PostgreSqlInstancesTest extends RecordStoreContract {

    PostgreSqlInstancesTest() {
        super(
                (directory, schemas) ->
                        AlternatingFixture.open(PostgreSqlFixture::open, directory, schemas),
                Set.of(StoreCapability.DURABLE, StoreCapability.GUARDS_SCHEMAS));
    }
}
