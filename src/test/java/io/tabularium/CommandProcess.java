package io.tabularium;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What came of a command, performed by a real process.
 *
 * @param output what it printed as its result
 * @param errors the log, and why it failed
 */
record CommandProcess(int status, String output, String errors) {

    private static final long LIMIT_SECONDS = 90;

    /** Performs a command on the database of a folder, the one that {@link ServerProcess} uses. */
    static CommandProcess perform(String command, Path folder, String... options)
            throws IOException, InterruptedException {
        return run(
                ServerProcess.mainClassOn(ServerProcess.ownClassPath()), command, folder, options);
    }

    /** As {@link #perform}, by the jar that the build has made. */
    static CommandProcess performJar(String command, Path folder, String... options)
            throws IOException, InterruptedException {
        return run(List.of("-jar", "target/tabularium.jar"), command, folder, options);
    }

    private static CommandProcess run(
            List<String> program, String command, Path folder, String... options)
            throws IOException, InterruptedException {
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-Xmx256m"));
        line.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        line.addAll(program);
        line.add("--tabularium.command=" + command);
        line.add("--tabularium.duckdb.path=" + folder.resolve("tabularium.duckdb"));
        line.addAll(Arrays.asList(options));
        Path errors = Files.createTempFile(folder, "command", ".log");
        Process process = new ProcessBuilder(line).redirectError(errors.toFile()).start();
        try {
            String output =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("the command did not end: " + Files.readString(errors));
            }
            return new CommandProcess(process.exitValue(), output, Files.readString(errors));
        } finally {
            process.destroyForcibly();
        }
    }
}
