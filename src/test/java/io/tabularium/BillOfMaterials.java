package io.tabularium;

import io.tabularium.adapter.json.JsonReader;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** What the jar is made of, as the build says in CycloneDX's format. */
record BillOfMaterials(List<Component> components) {

    /** Where it is within the jar. */
    static final String PATH = "META-INF/sbom/application.cdx.json";

    /**
     * A library.
     *
     * @param licences one of them may be chosen
     */
    record Component(String group, String name, String version, List<String> licences) {

        private static Component of(Map<?, ?> entry) {
            return new Component(
                    (String) entry.get("group"),
                    (String) entry.get("name"),
                    (String) entry.get("version"),
                    maps(entry.get("licenses")).map(Component::licence).toList());
        }

        private static String licence(Map<?, ?> choice) {
            return choice.get("license") instanceof Map<?, ?> licence
                    ? Objects.toString(licence.get("id"), Objects.toString(licence.get("name")))
                    : Objects.toString(choice.get("expression"));
        }

        /** Starters only name other libraries, and are left out of the jar. */
        boolean isInJar() {
            return !name.startsWith("spring-boot-starter");
        }

        String fileName() {
            return name + "-" + version + ".jar";
        }
    }

    static BillOfMaterials parse(String json) {
        Map<?, ?> read = (Map<?, ?>) new JsonReader(json.length()).read(json);
        return new BillOfMaterials(maps(read.get("components")).map(Component::of).toList());
    }

    private static Stream<Map<?, ?>> maps(Object list) {
        return list instanceof List<?> entries
                ? entries.stream().map(entry -> (Map<?, ?>) entry)
                : Stream.of();
    }
}
