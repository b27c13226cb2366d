package io.tabularium.adapter.jdbc.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

final class HashCodesTest {

    @Property
    void knowsWhatASetKnows(@ForAll List<Integer> added, @ForAll List<Integer> asked) {
        Set<Integer> expected = new HashSet<>();
        HashCodes hashes = new HashCodes();
        for (int hash : added) {
            expected.add(hash);
            hashes.add(hash);
        }

        assertThat(added).allMatch(hashes::contains);
        assertThat(asked)
                .filteredOn(hash -> hash != 0 && hash != 1)
                .allMatch(hash -> hashes.contains(hash) == expected.contains(hash));
    }

    @Property(tries = 20)
    void keepsManyThatLieCloseTogether(@ForAll int first) {
        HashCodes hashes = new HashCodes();
        for (int i = 0; i < 10_000; i++) {
            hashes.add(first + 2 * i);
        }

        for (int i = 0; i < 10_000; i++) {
            assertThat(hashes.contains(first + 2 * i)).isTrue();
        }
    }
}
