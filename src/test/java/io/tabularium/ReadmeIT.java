package io.tabularium;

import static org.assertj.core.api.Assertions.assertThat;

import static java.util.stream.Collectors.joining;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Whoever follows the README's tour sees what it shows. */
@Timeout(300)
class ReadmeIT {

    private static final String SERVER = "java -jar target/tabularium.jar ";
    private static final String ADDRESS = "127.0.0.1:8080";
    private static final Pattern ASSIGNMENT = Pattern.compile("[A-Z]+=.*");

    /** What is another each time: identifiers, times, keys, traces, cursors. */
    private static final Pattern PASSING =
            Pattern.compile(
                    "[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}"
                            + "|\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d{6})?Z"
                            + "|tabularium_[\\w…-]+"
                            + "|(?<=\"trace_id\":\")[0-9a-f]+"
                            + "|(?<=\"next_cursor\":\")[^\"]+");

    private static final Set<String> HEADERS_OF_ALL_ANSWERS =
            Set.of(
                    "Content-Length",
                    "Content-Security-Policy",
                    "Date",
                    "Referrer-Policy",
                    "X-Content-Type-Options",
                    "X-Frame-Options");

    @TempDir Path folder;
    private ServerProcess server;

    /** What the README has, and what there is in its place. */
    private final Map<String, String> inPlaceOf = new HashMap<>();

    private final List<String> assignments = new ArrayList<>();

    /** The options that choose a storage; none for the default. */
    private final List<String> storage = new ArrayList<>();

    /** A command, and what it prints. */
    private record Step(String command, List<String> output) {}

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @MethodSource("io.tabularium.TestedEngine#chosen")
    void showsWhatItsCommandsPrint(TestedEngine engine) throws Exception {
        storage.addAll(engine.newStorage());
        // Commands are performed in a folder of their own, where they may leave files.
        for (String path : List.of("docs/samples", "target/tabularium.jar")) {
            inPlaceOf.put(path, Path.of(path).toAbsolutePath().toString());
        }
        start();
        List<Step> tour = tour();
        assertThat(tour).hasSizeGreaterThan(15);
        for (Step step : tour) {
            if (ASSIGNMENT.matcher(step.command()).matches()) {
                assignments.add(step.command());
            } else if (step.command().startsWith(SERVER) && step.output().isEmpty()) {
                server.stop();
                start(step.command().substring(SERVER.length()).split(" "));
            } else {
                perform(step);
            }
        }
    }

    private void perform(Step step) throws IOException, InterruptedException {
        List<String> printed = run(translated(step.command()));
        List<String> shown = passing(step.output());
        List<String> seen = passing(printed);
        for (int i = 0; i < Math.min(shown.size(), seen.size()); i++) {
            inPlaceOf.putIfAbsent(shown.get(i), seen.get(i));
        }
        assertThat(printed)
                .as(step.command())
                .isEqualTo(step.output().stream().map(this::translated).toList());
    }

    private void start(String... options) {
        server =
                ServerProcess.start(
                        folder,
                        "256m",
                        Stream.concat(storage.stream(), Arrays.stream(options))
                                .map(option -> option.replace("=keys", "=" + folder + "/keys"))
                                .toArray(String[]::new));
        inPlaceOf.put(ADDRESS, "127.0.0.1:" + server.port());
    }

    private List<String> run(String command) throws IOException, InterruptedException {
        String variables = assignments.stream().map(this::translated).collect(joining("\n"));
        ProcessBuilder bash =
                new ProcessBuilder("bash", "-c", variables + "\n" + command)
                        .directory(folder.toFile())
                        .redirectError(ProcessBuilder.Redirect.INHERIT);
        bash.environment()
                .merge(
                        "PATH",
                        Path.of(System.getProperty("java.home"), "bin").toString(),
                        (path, ours) -> ours + ":" + path);
        Process process = bash.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(command).isZero();
        return output.lines()
                .map(String::stripTrailing)
                .filter(line -> !HEADERS_OF_ALL_ANSWERS.contains(line.replaceAll(": .*", "")))
                .toList();
    }

    private String translated(String text) {
        String result = text;
        for (Map.Entry<String, String> entry : inPlaceOf.entrySet()) {
            result = result.replace(entry.getKey(), entry.getValue());
        }
        return result;
    }

    private static List<String> passing(List<String> lines) {
        return lines.stream()
                .flatMap(line -> PASSING.matcher(line).results())
                .map(MatchResult::group)
                .toList();
    }

    /** All steps of the console blocks, in their order. */
    private static List<Step> tour() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        return Pattern.compile("(?ms)^```console\n(.*?)^```$")
                .matcher(readme)
                .results()
                .flatMap(block -> steps(block.group(1)))
                .toList();
    }

    private static Stream<Step> steps(String block) {
        return Pattern.compile("(?m)^\\$ ")
                .splitAsStream(block)
                .filter(step -> !step.isEmpty())
                .map(step -> step.lines().toList())
                .map(lines -> new Step(lines.getFirst(), lines.subList(1, lines.size())));
    }
}
