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
    private static final List<String> MACHINE =
            List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    /** Performs a command on the database of a folder, the one that {@link ServerProcess} uses. */
    static CommandProcess perform(String command, Path folder, String... options)
            throws IOException, InterruptedException {
        return run(ServerProgram.own(), command, folder, options);
    }

    /** As {@link #perform}, by the jar that the build has made. */
    static CommandProcess performJar(String command, Path folder, String... options)
            throws IOException, InterruptedException {
        return run(ServerProgram.jar(), command, folder, options);
    }

    private static CommandProcess run(
            ServerProgram program, String command, Path folder, String... options)
            throws IOException, InterruptedException {
        List<String> allOptions = new ArrayList<>();
        allOptions.addAll(List.of(command.split(" ")));
        allOptions.add("--tabularium.duckdb.path=" + folder.resolve("tabularium.duckdb"));
        allOptions.addAll(Arrays.asList(options));
        List<String> line = program.command(MACHINE, allOptions);
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
