package io.tabularium.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a restarted server holds, as its API tells it. */
final class ApiInspection {

    private static final int VALUES = 4;
    private static final int RECORDS = 20;

    private final Api api;
    private final Instant begun;
    private final Random random;

    /**
     * @param begun no record is older
     */
    ApiInspection(Api api, Instant begun, Random random) {
        this.api = api;
        this.begun = begun;
        this.random = random;
    }

    /**
     * Every record of the schema.
     *
     * @throws AssertionError if one is there twice, two share a unique key, a time cannot be, or an
     *     index answers otherwise than the whole does
     */
    Map<Identity, RecordState> recordsOf(TestedSchema schema)
            throws IOException, InterruptedException {
        String path = "/records/" + schema.name();
        List<RecordState> all = stream(path + "/stream");
        Map<Identity, RecordState> records = new HashMap<>();
        Set<String> ids = new HashSet<>();
        Set<Object> codes = new HashSet<>();
        for (RecordState state : all) {
            Identity identity = Identity.of(schema.name(), state);
            assertThat(records.put(identity, state)).as("%s is there twice", identity).isNull();
            assertThat(ids.add(state.id())).as("%s is there twice", state.id()).isTrue();
            Object code = state.data().get("code");
            assertThat(code == null || codes.add(code) || !schema.codeUnique())
                    .as("code %s of %s is there twice", code, schema.name())
                    .isTrue();
            checkTimes(state);
        }
        for (String property : schema.indexed()) {
            checkIndex(path, property, all);
        }
        checkFinds(path, all);
        return records;
    }

    private void checkTimes(RecordState state) {
        assertThat(state.created()).as(state.toString()).isAfterOrEqualTo(begun);
        assertThat(state.updated())
                .as(state.toString())
                .isBetween(state.created(), Instant.now().plusSeconds(1));
        assertThat(state.version() > 1 || state.updated().equals(state.created()))
                .as(state.toString())
                .isTrue();
    }

    /** Compares what an equality finds, with and without the index, with the whole. */
    private void checkIndex(String path, String property, List<RecordState> all)
            throws IOException, InterruptedException {
        Map<String, Set<String>> idsByValue = new TreeMap<>();
        all.stream()
                .filter(state -> state.data().containsKey(property))
                .forEach(
                        state ->
                                idsByValue
                                        .computeIfAbsent(
                                                text(state.data().get(property)),
                                                _ -> new HashSet<>())
                                        .add(state.id()));
        List<String> values = List.copyOf(idsByValue.keySet());
        for (int i = 0; i < VALUES && !values.isEmpty(); i++) {
            String value = values.get(random.nextInt(values.size()));
            String condition = property + "=eq." + value;
            assertThat(ids(path + "/stream?" + condition))
                    .as("%s?%s", path, condition)
                    .isEqualTo(idsByValue.get(value));
            assertThat(Api.object(api.get(path + "/count?" + condition).body()))
                    .as("%s/count?%s", path, condition)
                    .containsEntry("count", (long) idsByValue.get(value).size());
        }
    }

    private static String text(Object value) {
        return value instanceof BigDecimal number ? number.toPlainString() : value.toString();
    }

    private void checkFinds(String path, List<RecordState> all)
            throws IOException, InterruptedException {
        for (int i = 0; i < RECORDS && !all.isEmpty(); i++) {
            RecordState state = all.get(random.nextInt(all.size()));
            HttpResponse<String> found = api.get(path + "/" + state.id());
            assertThat(found.statusCode()).as(found.body()).isEqualTo(200);
            assertThat(RecordState.of(Api.object(found.body()))).isEqualTo(state);
        }
    }

    private Set<String> ids(String path) throws IOException, InterruptedException {
        return stream(path).stream().map(RecordState::id).collect(Collectors.toSet());
    }

    private List<RecordState> stream(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = api.get(path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body().lines().map(Api::object).map(RecordState::of).toList();
    }
}
