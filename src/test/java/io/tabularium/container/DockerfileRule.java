package io.tabularium.container;

import io.tabularium.container.Dockerfile.Instruction;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a Dockerfile must not do: rules of hadolint, by its codes, as far as they concern ours. */
enum DockerfileRule {
    DL3000_WORKDIR_IS_ABSOLUTE(any("WORKDIR", "(?![/\"]).*")),
    DL3002_LAST_USER_IS_NOT_ROOT(file -> file.lastStage().last("USER").matches("|(root|0)(:.*)?")),
    DL3003_NO_CD(run("cd")),
    DL3004_NO_SUDO(run("sudo")),
    DL3006_IMAGES_ARE_TAGGED(
            file -> images(file).anyMatch(image -> !image.matches("scratch|.+[:@].+"))),
    DL3007_NO_LATEST(file -> images(file).anyMatch(image -> image.endsWith(":latest"))),
    DL3009_APT_LISTS_ARE_REMOVED(
            commands("apt-get update", line -> !line.contains("rm -rf /var/lib/apt/lists"))),
    DL3011_PORTS_ARE_PORTS(any("EXPOSE", ".*\\b\\d{6,}\\b.*|.*\\b[7-9]\\d{4}\\b.*")),
    DL3012_ONE_HEALTHCHECK(file -> file.lastStage().all("HEALTHCHECK").count() != 1),
    DL3014_APT_GET_ASKS_NOTHING(
            commands("apt-get install", line -> !line.matches(".*\\s(-y|--yes|-qq)\\s.*"))),
    DL3015_NO_RECOMMENDED_PACKAGES(
            commands("apt-get install", line -> !line.contains("--no-install-recommends"))),
    DL3020_COPY_INSTEAD_OF_ADD(any("ADD", ".*")),
    DL3022_COPIED_FROM_A_STAGE_THAT_IS_THERE(DockerfileRule::copiesFromNowhere),
    DL3024_STAGES_HAVE_NAMES_OF_THEIR_OWN(
            file -> stages(file).distinct().count() < stages(file).count()),
    DL3025_WORDS_ARE_JSON(
            any("ENTRYPOINT", "(?!\\[\").*")
                    .or(any("CMD", "(?!\\[\").*"))
                    .or(any("HEALTHCHECK", "(?!.*CMD \\[\").*"))),
    DL3027_NO_APT(run("apt")),
    DL4000_NO_MAINTAINER(any("MAINTAINER", ".*")),
    DL4004_ONE_ENTRYPOINT(file -> file.lastStage().all("ENTRYPOINT").count() != 1),
    DL4006_NO_PIPE_THAT_HIDES_A_FAILURE(any("RUN", ".*[^|]\\|[^|].*")),
    USER_IS_A_NUMBER(file -> !file.lastStage().last("USER").matches("\\d+(:\\d+)?")),
    NO_SECRETS(
            any("ENV", "(?i).*(token|password|secret|api_?key)[a-z_]*=.*")
                    .or(any("ARG", "(?i).*(token|password|secret|api_?key).*")));

    private static final Pattern FROM =
            Pattern.compile("(?:--\\S+\\s+)?(\\S+)(?:\\s+AS\\s+(\\S+))?");

    @SuppressWarnings("ImmutableEnumChecker") // a function without state
    private final Predicate<Dockerfile> violation;

    DockerfileRule(Predicate<Dockerfile> violation) {
        this.violation = violation;
    }

    boolean isBrokenBy(Dockerfile file) {
        return violation.test(file);
    }

    private static Predicate<Dockerfile> any(String keyword, String arguments) {
        return file ->
                file.all(keyword)
                        .anyMatch(instruction -> instruction.arguments().matches(arguments));
    }

    private static Predicate<Dockerfile> run(String command) {
        return any("RUN", "(.*[;&|(]\\s*|\\s*)" + command + "\\s.*");
    }

    private static Predicate<Dockerfile> commands(String command, Predicate<String> violation) {
        return file ->
                file.all("RUN")
                        .map(Instruction::arguments)
                        .anyMatch(line -> line.contains(command) && violation.test(line));
    }

    private static Stream<String> from(Dockerfile file, int group) {
        return file.all("FROM")
                .map(instruction -> FROM.matcher(instruction.arguments()))
                .filter(matcher -> matcher.matches() && matcher.group(group) != null)
                .map(matcher -> matcher.group(group));
    }

    private static Stream<String> images(Dockerfile file) {
        Set<String> stages = new HashSet<>(stages(file).toList());
        return from(file, 1).filter(image -> !stages.contains(image));
    }

    private static Stream<String> stages(Dockerfile file) {
        return from(file, 2);
    }

    private static boolean copiesFromNowhere(Dockerfile file) {
        List<String> stages = stages(file).toList();
        return file.all("COPY")
                .flatMap(instruction -> Stream.of(instruction.arguments().split("\\s+")))
                .filter(word -> word.startsWith("--from="))
                .anyMatch(word -> !stages.contains(word.substring("--from=".length())));
    }
}
