package io.tabularium.adapter.web.explorer;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;
import org.springframework.util.DigestUtils;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What the page loads: of Swagger UI the files that are needed, and ours. Immutable. */
final class ExplorerFiles {

    private static final String SCRIPT = "text/javascript;charset=utf-8";
    private static final String STYLE = "text/css;charset=utf-8";

    private static final Map<String, String> OF_SWAGGER_UI =
            Map.of(
                    "swagger-ui-bundle.js", SCRIPT,
                    // The notice that the script refers to.
                    "swagger-ui-bundle.js.LICENSE.txt", "text/plain;charset=utf-8",
                    "swagger-ui.css", STYLE);

    private static final Map<String, String> OURS =
            Map.of(
                    "explorer.css", STYLE,
                    "explorer.js", SCRIPT,
                    "favicon.svg", "image/svg+xml");

    private static final String OUR_FOLDER = "io/tabularium/adapter/web/explorer/";
    private static final String ARTIFACT = "META-INF/maven/org.webjars/swagger-ui/pom.properties";

    private final Map<String, ExplorerFile> files;
    private final String edition;

    private ExplorerFiles(Map<String, ExplorerFile> files, String edition) {
        this.files = files;
        this.edition = edition;
    }

    /** Reads them from the class path. */
    static ExplorerFiles read() {
        Map<String, ExplorerFile> files = new TreeMap<>();
        String swaggerUi = swaggerUiFolder();
        OF_SWAGGER_UI.forEach(
                (name, type) -> files.put(name, ExplorerFile.read(swaggerUi + name, type)));
        OURS.forEach((name, type) -> files.put(name, ExplorerFile.read(OUR_FOLDER + name, type)));
        return new ExplorerFiles(files, editionOf(files));
    }

    /** Names what they contain, all together: whatever has that name may be kept for ever. */
    String edition() {
        return edition;
    }

    /** The file of that name in that edition; empty where there is none. */
    Optional<ExplorerFile> find(String wanted, String name) {
        return wanted.equals(edition) ? Optional.ofNullable(files.get(name)) : Optional.empty();
    }

    private static String swaggerUiFolder() {
        try {
            String version =
                    PropertiesLoaderUtils.loadProperties(new ClassPathResource(ARTIFACT))
                            .getProperty("version");
            return "META-INF/resources/webjars/swagger-ui/" + version + "/";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String editionOf(Map<String, ExplorerFile> files) {
        String digests =
                files.entrySet().stream()
                        .map(file -> file.getKey() + " " + file.getValue().digest())
                        .collect(Collectors.joining("\n"));
        return DigestUtils.md5DigestAsHex(digests.getBytes(StandardCharsets.UTF_8));
    }
}
