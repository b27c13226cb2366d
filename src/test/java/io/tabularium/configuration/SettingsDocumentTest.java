package io.tabularium.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tabularium.adapter.json.JsonReader;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * {@code docs/settings.md} says what the code says; {@code -Dsettings.write=true} makes it say so.
 */
class SettingsDocumentTest {

    private static final Path DOCUMENT = Path.of("docs", "settings.md");
    private static final String METADATA = "META-INF/spring-configuration-metadata.json";
    private static final Pattern TABLES =
            Pattern.compile("(?s)(?<=<!-- settings -->\n).*(?=<!-- /settings -->)");

    @Test
    void listsEverySettingOfOurs() throws IOException {
        String document = Files.readString(DOCUMENT);
        String tables = tables(ours());
        if (Boolean.getBoolean("settings.write")) {
            document = TABLES.matcher(document).replaceFirst(tables.replace("$", "\\$"));
            Files.writeString(DOCUMENT, document);
        }
        assertThat(document)
                .as("to be written again with -Dsettings.write=true")
                .containsPattern(Pattern.quote(tables));
    }

    @Test
    void describesEverySettingAndItsDefault() throws IOException {
        assertThat(ours())
                .allSatisfy(
                        setting -> {
                            assertThat(setting.description()).as(setting.name()).isNotEmpty();
                            if (setting.defaultValue().isEmpty()) {
                                assertThat(mayBeMissing(setting)).as(setting.name()).isTrue();
                            }
                        });
    }

    /** The processor takes the first {@code @param} that begins with a name for that name's own. */
    @Test
    void describesNoSettingByThatOfALongerName() throws IOException {
        for (Setting one : ours()) {
            assertThat(ours())
                    .filteredOn(
                            other ->
                                    other.name().startsWith(one.name())
                                            && !other.name().equals(one.name()))
                    .allSatisfy(
                            longer ->
                                    assertThat(one.description())
                                            .as(one.name())
                                            .doesNotEndWith(longer.description()));
        }
    }

    @Test
    void namesSettingsOfSpringThatThereAre() throws IOException {
        List<String> there = metadata().map(entry -> (String) entry.get("name")).toList();
        List<String> named =
                Files.readAllLines(DOCUMENT).stream()
                        .filter(line -> line.matches("\\| `(?!tabularium).*"))
                        .map(line -> line.substring(3, line.indexOf('`', 3)))
                        .toList();
        assertThat(named).isNotEmpty().allSatisfy(name -> assertThat(there).contains(name));
    }

    private static boolean mayBeMissing(Setting setting) {
        return setting.component().getAnnotatedType().isAnnotationPresent(Nullable.class)
                || setting.component().getType().equals(List.class);
    }

    private static String tables(List<Setting> settings) {
        Map<String, List<Setting>> groups =
                settings.stream()
                        .collect(
                                Collectors.groupingBy(
                                        Setting::group, TreeMap::new, Collectors.toList()));
        return groups.entrySet().stream()
                .map(group -> table(group.getKey(), group.getValue()))
                .collect(Collectors.joining("\n", "\n", "\n"));
    }

    private static String table(String group, List<Setting> settings) {
        return settings.stream()
                .map(Setting::row)
                .collect(
                        Collectors.joining(
                                "\n",
                                "### `%s`\n\n| setting | type | default | range | |\n|---|---|---|---|---|\n"
                                        .formatted(group),
                                "\n"));
    }

    private static List<Setting> ours() throws IOException {
        return metadata()
                .filter(entry -> ((String) entry.get("name")).startsWith("tabularium."))
                .map(Setting::of)
                .toList();
    }

    /** What the annotation processors of this project and of its libraries have found. */
    private static Stream<Map<?, ?>> metadata() throws IOException {
        List<URL> files =
                Collections.list(
                        SettingsDocumentTest.class.getClassLoader().getResources(METADATA));
        assumeTrue(
                files.stream().anyMatch(file -> file.getProtocol().equals("file")),
                "annotation processors have run");
        Stream<Map<?, ?>> all = Stream.of();
        for (URL file : files) {
            try (InputStream in = file.openStream()) {
                String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                Map<?, ?> read = (Map<?, ?>) new JsonReader(text.length()).read(text);
                all =
                        Stream.concat(
                                all,
                                ((List<?>) read.get("properties"))
                                        .stream().map(entry -> (Map<?, ?>) entry));
            }
        }
        return all;
    }
}
