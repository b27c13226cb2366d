package io.tabularium.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tabularium.adapter.web.ApiServer;
import io.tabularium.configuration.FixedPaths.PrefixRefused;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

import java.util.Map;

final class FixedPathsTest {

    @ParameterizedTest
    @ValueSource(strings = {"server.servlet.context-path", "spring.mvc.servlet.path"})
    void refusesAPrefix(String setting) {
        assertThatThrownBy(() -> FixedPaths.require(settings(setting, "/tab")))
                .isInstanceOf(PrefixRefused.class)
                .hasMessageContainingAll(setting, "'/tab'", "fixed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/"})
    void takesAPrefixThatIsNone(String path) {
        assertThatCode(() -> FixedPaths.require(settings("server.servlet.context-path", path)))
                .doesNotThrowAnyException();
    }

    @Test
    void doesNotStartUnderAPrefixAndSaysWhy() {
        assertThatThrownBy(() -> ApiServer.startWith("--server.servlet.context-path=/tab"))
                .satisfies(
                        failure -> {
                            FailureAnalysis analysis =
                                    new StartUpFailureAnalyzer().analyze(failure);
                            assertThat(analysis).isNotNull();
                            assertThat(analysis.getDescription())
                                    .contains("server.servlet.context-path");
                            assertThat(analysis.getAction()).contains("Take the setting away");
                        });
    }

    private static StandardEnvironment settings(String name, String value) {
        StandardEnvironment settings = new StandardEnvironment();
        settings.getPropertySources().addFirst(new MapPropertySource("test", Map.of(name, value)));
        return settings;
    }
}
