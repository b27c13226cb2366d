package io.tabularium.contract;

import java.util.Set;

/** Of a database that does not make the lines of streams itself. */
final class LinesMadeInJavaTest extends OpenStore implements StreamContract, TypeContract {

    LinesMadeInJavaTest() {
        super(DuckDbFixture::openWithoutLines, Set.of(StoreCapability.INDEXES_LONG_TEXTS));
    }
}
