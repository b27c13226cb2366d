package io.tabularium.crash;

import io.tabularium.ServerProcess;
import io.tabularium.TabulariumApplication;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Starts the server in half the time: from an archive of its loaded classes, which can only be made
 * of jars.
 */
final class QuickStart {

    private static final List<String> MACHINE =
            List.of(
                    "-Xmx192m",
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseSerialGC",
                    "-XX:+ExitOnOutOfMemoryError");

    private final String classPath;
    private final Path archive;

    private QuickStart(String classPath, Path archive) {
        this.classPath = classPath;
        this.archive = archive;
    }

    /** Makes the archive in a folder, by starting a server once. */
    static QuickStart prepare(Path folder, Path schemas) throws Exception {
        Path archive = folder.resolve("classes.jsa");
        QuickStart start = new QuickStart(jars(folder), archive);
        try (ServerProcess training =
                start.launch(
                        "-XX:ArchiveClassesAtExit=" + archive,
                        Files.createDirectories(folder.resolve("training")),
                        "--tabularium.schemas.location=" + schemas)) {
            training.awaitReady();
            training.operate("GET", "/api/v1/schemas");
            training.stop();
        }
        return start;
    }

    /** Returns at once. */
    ServerProcess launch(Path folder, String... options) {
        return launch("-XX:SharedArchiveFile=" + archive, folder, options);
    }

    private ServerProcess launch(String archiving, Path folder, String... options) {
        List<String> program = new ArrayList<>(MACHINE);
        program.add(archiving);
        program.addAll(ServerProcess.mainClassOn(classPath));
        return ServerProcess.launch(program, folder, options);
    }

    private static String jars(Path folder) throws IOException, URISyntaxException {
        Path application = folder.resolve("application.jar");
        pack(
                Path.of(
                        TabulariumApplication.class
                                .getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .toURI()),
                application);
        return Stream.concat(
                        Stream.of(application.toString()),
                        Arrays.stream(ServerProcess.ownClassPath().split(File.pathSeparator))
                                .filter(entry -> entry.endsWith(".jar")))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static void pack(Path classes, Path jar) throws IOException {
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out);
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(file -> !file.equals(classes)).toList()) {
                String name = classes.relativize(file).toString();
                if (Files.isDirectory(file)) {
                    // Components are looked for in folders.
                    entries.putNextEntry(new JarEntry(name + "/"));
                } else {
                    entries.putNextEntry(new JarEntry(name));
                    Files.copy(file, entries);
                }
                entries.closeEntry();
            }
        }
    }
}
