package io.tabularium.container;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Runs what the Dockerfile says, as it says, in a root file system made of this machine's base and
 * the runtime of the build. For Linux, and for its administrator.
 */
final class ContainerRoot {

    private static final Path MEMORY_GROUPS = Path.of("/sys/fs/cgroup/memory");
    private static final String USER = "10001";

    private final Path folder;
    private final Path runtime;

    ContainerRoot(Path folder, Path runtime) throws IOException, InterruptedException {
        this.folder = folder;
        this.runtime = runtime;
        Files.createDirectories(folder.resolve("root"));
        run("chown", USER, Files.createDirectories(folder.resolve("data")).toString());
    }

    static boolean isAvailable() throws IOException, InterruptedException {
        return Files.isExecutable(Path.of("/usr/bin/unshare"))
                && Files.isExecutable(Path.of("/usr/sbin/chroot"))
                && run("unshare", "--mount", "true") == 0;
    }

    static boolean canLimitMemory() {
        return Files.isWritable(MEMORY_GROUPS);
    }

    /** What is the volume {@code /data} within. */
    Path data() {
        return folder.resolve("data");
    }

    /**
     * Starts the entry point, and returns at once.
     *
     * @param environment beside that of the Dockerfile
     */
    Process start(Path schemas, Map<String, String> environment, Path log) throws IOException {
        List<String> command = new ArrayList<>(List.of("unshare", "--mount", "sh"));
        command.add("src/test/resources/container/root.sh");
        Stream.of(folder.resolve("root"), runtime, data(), schemas)
                .map(path -> path.toAbsolutePath().toString())
                .forEach(command::add);
        command.add(canLimitMemory() ? memoryGroup().toString() : "unlimited");
        Map<String, String> whole = new TreeMap<>(Dockerfile.own().environment());
        whole.putAll(environment);
        whole.forEach((name, value) -> command.add(name + "=" + value));
        command.addAll(Dockerfile.own().entryPoint());
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }

    /** To be called when the process has ended. */
    void removeMemoryGroup() throws IOException {
        Files.deleteIfExists(memoryGroup());
    }

    private Path memoryGroup() {
        return MEMORY_GROUPS.resolve("tabularium-" + ProcessHandle.current().pid());
    }

    private static int run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
