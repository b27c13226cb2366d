package io.tabularium;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tabularium.BillOfMaterials.Component;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Every dependency may be distributed together with this project, and {@code docs/licences.md}
 * lists them; {@code -Dlicences.write=true} makes it do so.
 */
class LicencesTest {

    private static final Path DOCUMENT = Path.of("docs", "licences.md");
    private static final Pattern TABLE =
            Pattern.compile("(?s)(?<=<!-- licences -->\n).*(?=<!-- /licences -->)");
    private static final Set<String> FIT =
            Set.of(
                    "Apache-2.0",
                    "MIT",
                    "MIT-0",
                    "BSD-2-Clause",
                    "BSD-3-Clause",
                    "CC0-1.0",
                    "EPL-2.0");

    @Test
    void listsTheLicencesOfAllDependencies() throws IOException {
        String document = Files.readString(DOCUMENT);
        String table = table(bill());
        if (Boolean.getBoolean("licences.write")) {
            document = TABLE.matcher(document).replaceFirst(table);
            Files.writeString(DOCUMENT, document);
        }
        assertThat(document)
                .as("to be written again with -Dlicences.write=true")
                .contains(table)
                .contains(FIT);
    }

    @Test
    void dependsOnNothingThatMayNotBeDistributed() throws IOException {
        assertThat(bill().components()).hasSizeGreaterThan(20).allMatch(LicencesTest::fits);
    }

    @Test
    void findsALicenceThatDoesNotFit() {
        String bill =
                """
                {"components": [
                  {"group": "a", "name": "a", "version": "1", "licenses": [{"license": {"id": "GPL-3.0-only"}}]},
                  {"group": "a", "name": "b", "version": "1"},
                  {"group": "a", "name": "c", "version": "1", "licenses": [{"license": {"name": "Our own"}}]},
                  {"group": "a", "name": "d", "version": "1",
                   "licenses": [{"license": {"id": "LGPL-2.1-only"}}, {"license": {"id": "EPL-2.0"}}]}]}
                """;
        assertThat(BillOfMaterials.parse(bill).components())
                .filteredOn(LicencesTest::fits)
                .extracting(Component::name)
                .containsExactly("d");
    }

    private static boolean fits(Component component) {
        return component.licences().stream().anyMatch(FIT::contains);
    }

    private static String table(BillOfMaterials bill) {
        return bill.components().stream()
                .filter(Component::isInJar)
                .sorted(Comparator.comparing(Component::group).thenComparing(Component::name))
                .map(LicencesTest::row)
                .collect(Collectors.joining("\n", "\n| library | licence |\n|---|---|\n", "\n\n"));
    }

    private static String row(Component component) {
        List<String> licences = component.licences().stream().sorted().toList();
        return "| `%s:%s` | %s |"
                .formatted(component.group(), component.name(), String.join(" or ", licences));
    }

    private static BillOfMaterials bill() throws IOException {
        try (InputStream in =
                LicencesTest.class.getClassLoader().getResourceAsStream(BillOfMaterials.PATH)) {
            assumeTrue(in != null, "the build has made the bill of materials");
            return BillOfMaterials.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
