package io.tabularium.crash;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** The records that belong to one client, and the chance that rules it. Not thread-safe. */
final class Owner {

    private static final int TRIES = 8;

    private final String name;
    private final Ledger ledger;
    private final Random random;
    private final Map<String, List<Identity>> records = new HashMap<>();
    private long serials;
    private long keys;

    Owner(String name, Ledger ledger, Random random) {
        this.name = name;
        this.ledger = ledger;
        this.random = random;
    }

    String name() {
        return name;
    }

    Random random() {
        return random;
    }

    /** A record that was never spoken of. */
    Identity newRecord(TestedSchema schema) {
        Identity identity = new Identity(schema.name(), name, serials++);
        recordsOf(schema).add(identity);
        return identity;
    }

    /** The request, more often than not under a key of its own. */
    Request perhapsKeyed(Request request) {
        return random.nextInt(3) == 0 ? request : request.under(name + "-" + keys++);
    }

    /** Whether a key is one of {@link #perhapsKeyed}. */
    boolean owns(String key) {
        return key.startsWith(name + "-");
    }

    /** One that is stored, if chance finds one. */
    Optional<Identity> storedRecord(TestedSchema schema) {
        List<Identity> candidates = recordsOf(schema);
        for (int i = 0; i < TRIES && !candidates.isEmpty(); i++) {
            Identity candidate = candidates.get(random.nextInt(candidates.size()));
            if (ledger.expected(candidate) != null) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    RecordState stateOf(Identity identity) {
        return Optional.ofNullable(ledger.expected(identity)).orElseThrow();
    }

    private List<Identity> recordsOf(TestedSchema schema) {
        return records.computeIfAbsent(schema.name(), _ -> new ArrayList<>());
    }
}
