package io.tabularium.container;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What is offered to start from agrees with the image, with the settings and with itself. */
class DeploymentFilesTest {

    private static final Path DOCS = Path.of("docs");
    private static final String USER = Dockerfile.own().last("USER").split(":", 2)[0];

    @ParameterizedTest
    @ValueSource(
            strings = {
                "deployment.md",
                "deployment/compose.yaml",
                "deployment/kubernetes.yaml",
                "deployment/kubernetes-postgresql.yaml",
                "deployment/tabularium.service",
                "../Dockerfile"
            })
    void setsOnlyWhatCanBeSet(String file) throws IOException {
        String settings = Files.readString(DOCS.resolve("settings.md"));
        assertThat(found("TABULARIUM_[A-Z_]+", Files.readString(DOCS.resolve(file))))
                .isNotEmpty()
                .allSatisfy(name -> assertThat(settings).contains("`" + name + "`"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"deployment/kubernetes.yaml", "deployment/kubernetes-postgresql.yaml"})
    void probesAddressesOfHealth(String file) throws IOException {
        String operations = Files.readString(DOCS.resolve("operations.md"));
        List<Object> paths = values("path", yaml(file));
        assertThat(paths)
                .hasSize(3)
                .allSatisfy(path -> assertThat(operations).contains("`" + path + "`"));
    }

    @Test
    void runsOnePodAsTheUserOfTheImageOnAReadOnlyRoot() throws IOException {
        List<Object> documents = yaml("deployment/kubernetes.yaml");
        assertThat(values("kind", documents)).containsExactly("Service", "StatefulSet");
        assertThat(values("replicas", documents)).containsExactly(1);
        assertThat(values("runAsUser", documents)).containsExactly(Integer.valueOf(USER));
        assertThat(values("readOnlyRootFilesystem", documents)).containsExactly(true);
        assertThat(values("mountPath", documents)).contains("/data", "/schemas", "/tmp");
        assertThat(values("containerPort", documents)).containsExactly(8080);
    }

    @Test
    void runsSeveralPodsOnAServerOfTheirOwn() throws IOException {
        List<Object> documents = yaml("deployment/kubernetes-postgresql.yaml");
        assertThat(values("kind", documents))
                .containsExactly("Service", "Deployment", "PodDisruptionBudget");
        assertThat(values("maxUnavailable", documents)).containsExactly(0);
        assertThat(values("runAsUser", documents)).containsExactly(Integer.valueOf(USER));
        assertThat(values("readOnlyRootFilesystem", documents)).containsExactly(true);
        assertThat(values("mountPath", documents))
                .contains("/schemas", "/tmp")
                .doesNotContain("/data");
        assertThat(values("image", documents))
                .isEqualTo(values("image", yaml("deployment/kubernetes.yaml")));
    }

    @Test
    void composesTheSameOnAReadOnlyRoot() throws IOException {
        List<Object> documents = yaml("deployment/compose.yaml");
        assertThat(values("read_only", documents)).containsExactly(true);
        assertThat(values("image", documents))
                .isEqualTo(values("image", yaml("deployment/kubernetes.yaml")));
        assertThat(values("volumes", documents).getFirst())
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .contains("data:/data");
    }

    @Test
    void letsSystemdRunTheEntryPointOfTheImage() throws IOException {
        assertThat(Files.readAllLines(DOCS.resolve("deployment/tabularium.service")))
                .contains("ExecStart=" + String.join(" ", Dockerfile.own().entryPoint()));
    }

    private static List<Object> yaml(String file) throws IOException {
        List<Object> documents = new ArrayList<>();
        new Yaml().loadAll(Files.readString(DOCS.resolve(file))).forEach(documents::add);
        return documents;
    }

    /** What stands under a key, wherever that is. */
    private static List<Object> values(String key, Object node) {
        List<Object> values = new ArrayList<>();
        switch (node) {
            case Map<?, ?> map ->
                    map.forEach(
                            (name, value) -> {
                                if (name.equals(key)) {
                                    values.add(value);
                                }
                                values.addAll(values(key, value));
                            });
            case Collection<?> list -> list.forEach(value -> values.addAll(values(key, value)));
            case null, default -> {}
        }
        return values;
    }

    private static List<String> found(String pattern, String text) {
        return Pattern.compile(pattern).matcher(text).results().map(MatchResult::group).toList();
    }
}
