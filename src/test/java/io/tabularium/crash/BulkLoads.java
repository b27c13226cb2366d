package io.tabularium.crash;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** Bulk loads of one client's records, at random: in each format, with each option. */
final class BulkLoads {

    private static final String IGNORE = "?on_conflict=ignore&conflict_key=owner,serial";
    private static final String UPDATE = "?on_conflict=update&conflict_key=owner,serial";
    private static final String SKIP = "?on_error=skip";
    private static final List<BulkFormat> FORMATS = List.of(BulkFormat.values());
    private static final int LARGEST = 2_000;
    private static final int MOST_STORED = 30;

    private final Owner owner;
    private final Random random;
    private int loads;

    BulkLoads(Owner owner) {
        this.owner = owner;
        this.random = owner.random();
    }

    Attempt next(TestedSchema schema) {
        Load load = new Load(schema);
        return switch (random.nextInt(schema.keyed() ? 8 : 4)) {
            case 0, 1 -> load.ofNewOnes();
            case 2 -> load.withInvalidOne();
            case 3 -> load.skippingInvalidOnes();
            case 4 -> load.withStoredOne();
            case 5 -> load.skippingStoredOnes();
            case 6 -> load.ignoringStoredOnes();
            default -> load.updatingStoredOnes();
        };
    }

    /** One load in the making. */
    private final class Load {

        private final TestedSchema schema;
        private final String tag = owner.name() + "-" + loads++;
        private final List<Map<String, Object>> rows = new ArrayList<>();
        private final Map<Identity, Optional<RecordState>> after = new HashMap<>();

        Load(TestedSchema schema) {
            this.schema = schema;
            int size = (int) Math.pow(LARGEST, random.nextDouble());
            for (int i = 0; i < size; i++) {
                Identity identity = owner.newRecord(schema);
                Map<String, Object> row = row(identity);
                rows.add(row);
                after.put(identity, Optional.of(RecordState.first(null, row)));
            }
        }

        Attempt ofNewOnes() {
            return done("", 201, Map.of("created", (long) rows.size()));
        }

        Attempt withInvalidOne() {
            rows.add(invalid());
            Collections.shuffle(rows, random);
            return refused("", 422);
        }

        Attempt skippingInvalidOnes() {
            long valid = rows.size();
            rows.add(invalid());
            rows.add(invalid());
            Collections.shuffle(rows, random);
            return done(SKIP, 200, Map.of("created", valid, "rejected", 2L));
        }

        Attempt withStoredOne() {
            return addStored(1).isEmpty() ? ofNewOnes() : refused("", 409);
        }

        Attempt skippingStoredOnes() {
            long valid = rows.size();
            long stored = addStored(MOST_STORED).size();
            return done(
                    SKIP, stored == 0 ? 201 : 200, Map.of("created", valid, "rejected", stored));
        }

        Attempt ignoringStoredOnes() {
            long created = rows.size();
            Map<String, Object> repeated = changed(rows.getFirst());
            long ignored = addStored(MOST_STORED).size() + 1L;
            rows.add(repeated);
            return done(IGNORE, 201, Map.of("created", created, "ignored", ignored));
        }

        Attempt updatingStoredOnes() {
            long created = rows.size();
            Map<String, Object> repeated = changed(rows.getFirst());
            Map<Identity, Map<String, Object>> stored = addStored(MOST_STORED);
            rows.add(repeated);
            RecordState last = RecordState.first(null, repeated);
            after.put(Identity.of(schema.name(), last), Optional.of(last));
            stored.forEach(
                    (identity, row) ->
                            after.put(identity, Optional.of(owner.stateOf(identity).changed(row))));
            return done(
                    UPDATE,
                    201,
                    Map.of("created", created, "updated", (long) stored.size(), "ignored", 1L));
        }

        private Attempt done(String options, int status, Map<String, Long> report) {
            return attempt(options, new Write(Map.copyOf(after)), status, report);
        }

        private Attempt refused(String options, int status) {
            return attempt(options, Write.NONE, status, Map.of());
        }

        private Attempt attempt(String options, Write write, int status, Map<String, Long> report) {
            BulkFormat format = FORMATS.get(random.nextInt(FORMATS.size()));
            Request request =
                    new Request(
                            "POST",
                            "/records/" + schema.name() + "/bulk" + options,
                            format.contentType(),
                            format.body(rows),
                            Map.of());
            String name = "bulk " + tag + " of " + rows.size();
            return new Attempt(name, owner.perhapsKeyed(request), write, status, Set.of(), report);
        }

        /** Puts rows for stored records among the new ones. */
        private Map<Identity, Map<String, Object>> addStored(int atMost) {
            Map<Identity, Map<String, Object>> stored = new LinkedHashMap<>();
            for (int i = 1 + random.nextInt(atMost); i > 0; i--) {
                owner.storedRecord(schema)
                        .ifPresent(identity -> stored.computeIfAbsent(identity, this::row));
            }
            rows.addAll(stored.values());
            Collections.shuffle(rows, random);
            return stored;
        }

        private Map<String, Object> row(Identity identity) {
            Map<String, Object> row = schema.data(identity, random);
            row.put("load", tag);
            return row;
        }

        private Map<String, Object> changed(Map<String, Object> row) {
            Map<String, Object> changed = new LinkedHashMap<>(row);
            changed.putAll(schema.changeable(random));
            return changed;
        }

        private Map<String, Object> invalid() {
            Map<String, Object> row = row(new Identity(schema.name(), owner.name(), -1));
            row.put("serial", "none");
            return row;
        }
    }
}
