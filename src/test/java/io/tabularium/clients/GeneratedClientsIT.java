package io.tabularium.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tabularium.ServerProcess;
import io.tabularium.adapter.web.openapi.Specimens;
import io.tabularium.clients.Program.Result;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Generates clients from the document of the real server, compiles them, and uses them against it:
 * a record, a bulk load, a walk by cursor, a patch with an entity tag, a refusal with its pointers.
 * Runs in the profile {@code clients}, which brings the generator and the libraries.
 */
final class GeneratedClientsIT {

    private static final String GENERATOR = System.getProperty("clients.generator", "");
    private static final String LIBRARIES = System.getProperty("clients.libraries", "");
    private static final Path OUTPUT = Path.of("target", "clients").toAbsolutePath();
    private static final Path PROGRAMS = Path.of("src", "test", "clients").toAbsolutePath();
    private static final Path JAVA_TOOLS = Path.of(System.getProperty("java.home"), "bin");

    @TempDir Path folder;
    private ServerProcess server;

    @BeforeEach
    void start() throws IOException {
        assumeTrue(!GENERATOR.isEmpty(), "skipped, because it runs in the profile clients");
        Path schemas = Files.createDirectory(folder.resolve("schemas"));
        for (Path schema : schemas()) {
            Files.copy(schema, schemas.resolve(schema.getFileName()));
        }
        for (String name : Specimens.ALIKE) {
            Files.writeString(schemas.resolve(name + ".schema.json"), Specimens.SMALL);
        }
        server = ServerProcess.start(folder, "256m", "--tabularium.schemas.location=" + schemas);
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void javaClientCompilesAndWorks() throws Exception {
        Path client = Files.createDirectories(OUTPUT.resolve("java"));
        generate(
                client,
                "java",
                "library=native,useJakartaEe=true,useSingleRequestParameter=true,"
                        + "removeOperationIdPrefix=true,removeOperationIdPrefixCount=-1,"
                        + "invokerPackage=org.example.client,apiPackage=org.example.client.api,"
                        + "modelPackage=org.example.client.model");
        Path classes = Files.createDirectories(client.resolve("classes"));
        Path sources = client.resolve("sources.txt");
        Files.write(sources, javaFiles(client.resolve("src/main/java"), PROGRAMS.resolve("java")));

        succeed(
                client,
                JAVA_TOOLS.resolve("javac").toString(),
                "-proc:none",
                "-nowarn",
                "-classpath",
                LIBRARIES + "/*",
                "-d",
                classes.toString(),
                "@" + sources);
        Result tour =
                succeed(
                        client,
                        JAVA_TOOLS.resolve("java").toString(),
                        "-classpath",
                        classes + ":" + LIBRARIES + "/*",
                        "ClientTour",
                        address());
        assertThat(tour.output()).contains("The tour is done.");
    }

    @Test
    void typeScriptClientCompilesAndWorks() throws Exception {
        assumeTrue(Program.isThere("node"), "skipped, because there is no node on the path");
        NodePackage compiler = NodePackage.installed("typescript");
        Path project = Files.createDirectories(OUTPUT.resolve("typescript"));
        for (String file : List.of("tour.ts", "tsconfig.json")) {
            Files.writeString(
                    project.resolve(file),
                    Files.readString(PROGRAMS.resolve("typescript").resolve(file)));
        }
        Files.writeString(project.resolve("package.json"), "{\"type\": \"module\"}");
        generate(project.resolve("client"), "typescript-fetch", "importFileExtension=.js");

        succeed(project, compiler.program("tsc").toString());
        Result tour = succeed(project, "node", "compiled/tour.js", address());
        assertThat(tour.output()).contains("The tour is done.");
    }

    private void generate(Path client, String language, String options) throws Exception {
        succeed(
                OUTPUT,
                JAVA_TOOLS.resolve("java").toString(),
                "-jar",
                GENERATOR,
                "generate",
                "--generator-name=" + language,
                "--input-spec=" + address() + "/openapi.json",
                "--output=" + client,
                "--additional-properties=" + options,
                "--global-property=apiTests=false,modelTests=false,apiDocs=false,modelDocs=false");
    }

    private static Result succeed(Path folder, String... command) throws Exception {
        Result result = Program.run(folder, command);
        assertThat(result.status()).as(result.output()).isZero();
        return result;
    }

    private String address() {
        return "http://127.0.0.1:" + server.port();
    }

    /** The example schemas, and one that has every type and names that languages have too. */
    private static List<Path> schemas() throws IOException {
        try (Stream<Path> examples = Files.list(Path.of("schemas"))) {
            Path specimens = Path.of("src/test/resources/openapi/specimens.schema.json");
            return Stream.concat(examples, Stream.of(specimens)).toList();
        }
    }

    private static List<String> javaFiles(Path... folders) throws IOException {
        Stream.Builder<String> files = Stream.builder();
        for (Path folder : folders) {
            try (Stream<Path> all = Files.walk(folder)) {
                all.map(Path::toString).filter(file -> file.endsWith(".java")).forEach(files);
            }
        }
        return files.build().toList();
    }
}
