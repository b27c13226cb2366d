package io.tabularium.adapter.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.util.List;

final class StoredJsonTest {

    @Test
    void holdsEveryTextThatTheWriterMakes() {
        String json = JsonWriter.toText(List.of("a\nb\r\"ü😀\\", 1L, List.of()));

        assertThat(new StoredJson(json).utf8()).isEqualTo(json.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1,\n2]", "[1,\r2]", "\n[]"})
    void refusesWhatWouldBreakALine(String json) {
        assertThat(StoredJson.isOneLine(json)).isFalse();
        assertThatThrownBy(() -> new StoredJson(json)).isInstanceOf(IllegalArgumentException.class);
    }
}
