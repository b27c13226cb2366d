package io.tabularium;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

/** The jar's bill of materials tells of what is in the jar. */
class BillOfMaterialsIT {

    private static final String LIBRARIES = "BOOT-INF/lib/";

    /** Spring Boot adds it when it makes the jar. */
    private static final String TOOLS = "spring-boot-jarmode-tools-";

    @Test
    void listsEveryLibraryOfTheJarAndNoOther() throws IOException {
        try (JarFile jar = new JarFile("target/tabularium.jar")) {
            List<String> libraries =
                    jar.stream()
                            .map(ZipEntry::getName)
                            .filter(name -> name.startsWith(LIBRARIES) && name.endsWith(".jar"))
                            .map(name -> name.substring(LIBRARIES.length()))
                            .filter(name -> !name.startsWith(TOOLS))
                            .toList();
            String bill =
                    new String(
                            jar.getInputStream(jar.getEntry(BillOfMaterials.PATH)).readAllBytes(),
                            StandardCharsets.UTF_8);
            assertThat(BillOfMaterials.parse(bill).components())
                    .filteredOn(BillOfMaterials.Component::isInJar)
                    .extracting(BillOfMaterials.Component::fileName)
                    .containsExactlyInAnyOrderElementsOf(libraries);
        }
    }
}
