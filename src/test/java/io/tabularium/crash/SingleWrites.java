package io.tabularium.crash;

import io.tabularium.adapter.json.JsonWriter;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

/** Creates, replacements, patches and deletions of one client's records, at random. */
final class SingleWrites {

    private static final Set<Integer> CODE_TAKEN = Set.of(409);

    private final Owner owner;
    private final Random random;

    SingleWrites(Owner owner) {
        this.owner = owner;
        this.random = owner.random();
    }

    Attempt next(TestedSchema schema) {
        int choice = random.nextInt(100);
        if (choice < 35) {
            return create(schema);
        }
        if (choice < 45) {
            return createWithOwnId(schema);
        }
        return owner.storedRecord(schema)
                .filter(identity -> owner.stateOf(identity).id() != null)
                .map(identity -> change(schema, identity, choice))
                .orElseGet(() -> create(schema));
    }

    private Attempt change(TestedSchema schema, Identity identity, int choice) {
        if (choice < 62) {
            return replace(schema, identity);
        }
        if (choice < 82) {
            return patch(schema, identity);
        }
        return choice < 95 ? delete(identity) : outdated(schema, identity);
    }

    private Attempt create(TestedSchema schema) {
        Identity identity = owner.newRecord(schema);
        Map<String, Object> data = withCode(schema.data(identity, random));
        return mayConflict(
                schema,
                data,
                Attempt.single(
                        "create",
                        owner.perhapsKeyed(
                                Request.json(
                                        "POST",
                                        "/records/" + schema.name(),
                                        JsonWriter.toText(data))),
                        Write.of(identity, RecordState.first(null, data)),
                        201));
    }

    private Attempt createWithOwnId(TestedSchema schema) {
        Identity identity = owner.newRecord(schema);
        String id = randomId();
        Map<String, Object> data = withCode(schema.data(identity, random));
        Map<String, String> headers =
                random.nextBoolean() ? Map.of("If-None-Match", "*") : Map.of();
        return mayConflict(
                schema,
                data,
                Attempt.single(
                        "put-create",
                        Request.json("PUT", path(identity, id), JsonWriter.toText(data))
                                .with(headers),
                        Write.of(identity, RecordState.first(id, data)),
                        201));
    }

    private Attempt replace(TestedSchema schema, Identity identity) {
        RecordState state = owner.stateOf(identity);
        Map<String, Object> data = withCode(schema.data(identity, random));
        data.put("load", state.data().get("load"));
        return mayConflict(
                schema,
                data,
                Attempt.single(
                        "put-replace",
                        Request.json("PUT", path(identity), JsonWriter.toText(data))
                                .with(perhapsIfMatch(state)),
                        Write.of(identity, state.changed(data)),
                        200));
    }

    private Attempt patch(TestedSchema schema, Identity identity) {
        RecordState state = owner.stateOf(identity);
        Map<String, Object> patch = withCode(schema.changeable(random));
        if (random.nextInt(4) == 0) {
            patch.put("category", null);
        }
        Map<String, Object> data = new LinkedHashMap<>(state.data());
        data.putAll(patch);
        return mayConflict(
                schema,
                patch,
                Attempt.single(
                        "patch",
                        Request.json("PATCH", path(identity), JsonWriter.toText(patch))
                                .with(perhapsIfMatch(state)),
                        Write.of(identity, state.changed(data)),
                        200));
    }

    private Attempt delete(Identity identity) {
        return Attempt.single(
                "delete",
                Request.json("DELETE", path(identity), "")
                        .with(perhapsIfMatch(owner.stateOf(identity))),
                Write.deletion(identity),
                204);
    }

    /** A change on the ground of a version that the record does not have. */
    private Attempt outdated(TestedSchema schema, Identity identity) {
        long wrong = owner.stateOf(identity).version() + 1;
        String body = JsonWriter.toText(schema.data(identity, random));
        String method = random.nextBoolean() ? "PUT" : "DELETE";
        return Attempt.single(
                "outdated",
                Request.json(method, path(identity), method.equals("PUT") ? body : "")
                        .with(Map.of("If-Match", "\"" + wrong + "\"")),
                Write.NONE,
                412);
    }

    private Map<String, Object> withCode(Map<String, Object> data) {
        if (random.nextInt(5) == 0) {
            data.put("code", TestedSchema.contendedCode(random));
        }
        return data;
    }

    private static Attempt mayConflict(
            TestedSchema schema, Map<String, Object> data, Attempt attempt) {
        return schema.codeUnique() && data.get("code") != null
                ? attempt.orRefused(CODE_TAKEN)
                : attempt;
    }

    private Map<String, String> perhapsIfMatch(RecordState state) {
        return random.nextBoolean() ? Map.of("If-Match", "\"" + state.version() + "\"") : Map.of();
    }

    private String path(Identity identity) {
        return path(identity, Optional.ofNullable(owner.stateOf(identity).id()).orElseThrow());
    }

    private static String path(Identity identity, String id) {
        return "/records/" + identity.schema() + "/" + id;
    }

    private String randomId() {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        return UUID.nameUUIDFromBytes(bytes).toString();
    }
}
