package io.tabularium.clients;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** Programs of others, run to their end, or to that of our patience. */
public final class Program {

    /** Several times what any of them takes on a slow machine. */
    private static final Duration LIMIT = Duration.ofMinutes(3);

    private Program() {}

    /**
     * How a program ended, and all that it printed.
     *
     * @param status negative where it took too long, which the output then says
     */
    public record Result(int status, String output) {}

    /** Whether the path has a program of that name. */
    public static boolean isThere(String name) {
        return Arrays.stream(System.getenv("PATH").split(Pattern.quote(File.pathSeparator)))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
    }

    /** Runs it in a folder. */
    public static Result run(Path folder, String... command)
            throws IOException, InterruptedException {
        return run(LIMIT, folder, command);
    }

    /** Its output goes to a file, as a pipe would be held open by what it has started. */
    static Result run(Duration limit, Path folder, String... command)
            throws IOException, InterruptedException {
        Path output = Files.createTempFile("program", ".txt");
        try {
            Process process =
                    new ProcessBuilder(command)
                            .directory(folder.toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(output.toFile())
                            .start();
            process.getOutputStream().close();
            if (process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                return new Result(process.exitValue(), Files.readString(output));
            }
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
            return new Result(
                    -1,
                    "%s took longer than %s: %s"
                            .formatted(command[0], limit, Files.readString(output)));
        } finally {
            Files.delete(output);
        }
    }
}
