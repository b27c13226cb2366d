package io.tabularium.container;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The Dockerfile holds to the rules, and each rule finds what breaks it. */
class DockerfileTest {

    private static final Dockerfile OWN = Dockerfile.own();

    @ParameterizedTest
    @EnumSource
    void keepsTheRule(DockerfileRule rule) {
        assertThat(rule.isBrokenBy(OWN)).as("the Dockerfile").isFalse();
        assertThat(rule.isBrokenBy(broken(rule))).as("the broken example").isTrue();
    }

    private static Dockerfile broken(DockerfileRule rule) {
        String image = "FROM debian:13.1-slim\nUSER 10001\n";
        return Dockerfile.parse(
                switch (rule) {
                    case DL3000_WORKDIR_IS_ABSOLUTE -> image + "WORKDIR data";
                    case DL3002_LAST_USER_IS_NOT_ROOT -> image + "USER root:root";
                    case DL3003_NO_CD -> image + "RUN cd /data && ls";
                    case DL3004_NO_SUDO -> image + "RUN true && sudo ls";
                    case DL3006_IMAGES_ARE_TAGGED -> "FROM debian AS base\nFROM base";
                    case DL3007_NO_LATEST -> "FROM debian:latest";
                    case DL3009_APT_LISTS_ARE_REMOVED ->
                            image + "RUN apt-get update \\\n  && apt-get clean";
                    case DL3011_PORTS_ARE_PORTS -> image + "EXPOSE 80800";
                    case DL3012_ONE_HEALTHCHECK -> image;
                    case DL3014_APT_GET_ASKS_NOTHING ->
                            image + "RUN apt-get install --no-install-recommends curl=8";
                    case DL3015_NO_RECOMMENDED_PACKAGES -> image + "RUN apt-get install -y curl=8";
                    case DL3020_COPY_INSTEAD_OF_ADD -> image + "ADD lib /lib";
                    case DL3022_COPIED_FROM_A_STAGE_THAT_IS_THERE ->
                            image + "COPY --from=build /lib /lib";
                    case DL3024_STAGES_HAVE_NAMES_OF_THEIR_OWN ->
                            "FROM debian:13 AS a\nFROM debian:12 AS a";
                    case DL3025_WORDS_ARE_JSON -> image + "ENTRYPOINT java -jar a.jar";
                    case DL3027_NO_APT -> image + "RUN apt install -y curl=8";
                    case DL4000_NO_MAINTAINER -> image + "MAINTAINER me";
                    case DL4004_ONE_ENTRYPOINT ->
                            image + "ENTRYPOINT [\"a\"]\n# again\nENTRYPOINT [\"b\"]";
                    case DL4006_NO_PIPE_THAT_HIDES_A_FAILURE ->
                            image + "RUN wget -O - http://a | sh";
                    case USER_IS_A_NUMBER -> image + "USER tabularium";
                    case NO_SECRETS -> image + "ENV TABULARIUM_OPERATOR_TOKEN=x";
                });
    }

    @Test
    void runsNoShellBeforeTheServerSoThatASignalReachesIt() {
        assertThat(OWN.entryPoint().getFirst()).endsWith("/bin/java");
        assertThat(OWN.all("SHELL")).isEmpty();
    }

    /** Everything else is kept out of what a build is sent. */
    @Test
    void copiesNothingButWhatTheBuildIsSent() throws IOException {
        List<String> sent =
                Files.readAllLines(Path.of(".dockerignore")).stream()
                        .filter(line -> line.startsWith("!"))
                        .map(line -> line.substring(1))
                        .toList();
        assertThat(Files.readAllLines(Path.of(".dockerignore"))).contains("*");
        OWN.all("COPY")
                .map(copy -> List.of(copy.arguments().split("\\s+")))
                .filter(words -> !words.getFirst().startsWith("--from"))
                .flatMap(words -> words.subList(0, words.size() - 1).stream())
                .forEach(
                        source -> {
                            assertThat(Path.of(source)).exists();
                            assertThat(sent).anyMatch(source::startsWith);
                        });
    }
}
