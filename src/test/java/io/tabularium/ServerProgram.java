package io.tabularium;

import io.tabularium.container.Dockerfile;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a process is started with: a command line without the options of the server.
 *
 * @param java the virtual machine
 * @param arguments its class path or jar, and what goes with it
 */
record ServerProgram(Path java, List<String> arguments) {

    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");
    private static final String NATIVE_ACCESS = "--enable-native-access=ALL-UNNAMED";

    /** Where the build laid what the container image consists of; none in a run without Maven. */
    private static final String RUNTIME = System.getProperty("tabularium.runtime", "");

    private static final String RUNTIME_IN_IMAGE = "/opt/tabularium";

    /** What is shipped, where the build has made it, and else the class path of the test. */
    static ServerProgram own() {
        return RUNTIME.isEmpty()
                ? onClassPath(System.getProperty("java.class.path"))
                : image(Path.of(RUNTIME).toAbsolutePath());
    }

    static ServerProgram onClassPath(String classPath) {
        return new ServerProgram(
                JAVA,
                List.of(NATIVE_ACCESS, "-cp", classPath, TabulariumApplication.class.getName()));
    }

    /** The jar that the build has made. */
    static ServerProgram jar() {
        return new ServerProgram(JAVA, List.of("-jar", "target/tabularium.jar"));
    }

    /** The entry point of the image, but for the place of its files. */
    private static ServerProgram image(Path runtime) {
        List<String> entryPoint =
                Dockerfile.own().entryPoint().stream()
                        .map(word -> word.replace(RUNTIME_IN_IMAGE, runtime.toString()))
                        .toList();
        return new ServerProgram(
                Path.of(entryPoint.getFirst()), entryPoint.subList(1, entryPoint.size()));
    }

    /**
     * The whole command line.
     *
     * @param machine options of the virtual machine
     * @param options those of the server
     */
    List<String> command(List<String> machine, List<String> options) {
        List<String> command = new ArrayList<>(List.of(java.toString()));
        command.addAll(machine);
        command.addAll(arguments);
        command.addAll(options);
        return command;
    }
}
