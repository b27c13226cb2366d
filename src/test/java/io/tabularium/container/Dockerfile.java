package io.tabularium.container;

import io.tabularium.adapter.json.JsonReader;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The instructions of a Dockerfile, in order. */
public record Dockerfile(List<Instruction> instructions) {

    /**
     * One instruction.
     *
     * @param keyword in capitals
     * @param arguments what follows it, on one line
     */
    record Instruction(String keyword, String arguments) {

        private static Instruction of(String line) {
            String[] words = line.split("\\s+", 2);
            return new Instruction(
                    words[0].toUpperCase(Locale.ROOT), words.length == 1 ? "" : words[1]);
        }

        boolean is(String other) {
            return keyword.equals(other);
        }
    }

    public Dockerfile {
        instructions = List.copyOf(instructions);
    }

    /** The one of this project. */
    public static Dockerfile own() {
        try {
            return parse(Files.readString(Path.of("Dockerfile")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Dockerfile parse(String text) {
        String joined = text.replaceAll("(?m)^\\s*#.*\\n?", "").replaceAll("\\\\\\s*\\n\\s*", "");
        return new Dockerfile(
                joined.lines()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .map(Instruction::of)
                        .toList());
    }

    Stream<Instruction> all(String keyword) {
        return instructions.stream().filter(instruction -> instruction.is(keyword));
    }

    /** What the last of these says, or nothing. */
    String last(String keyword) {
        return all(keyword)
                .reduce((first, second) -> second)
                .map(Instruction::arguments)
                .orElse("");
    }

    /** The instructions of the stage that becomes the image. */
    Dockerfile lastStage() {
        List<Instruction> stage = new ArrayList<>();
        for (Instruction instruction : instructions) {
            if (instruction.is("FROM")) {
                stage.clear();
            }
            stage.add(instruction);
        }
        return new Dockerfile(stage);
    }

    /** The words that a container runs. */
    public List<String> entryPoint() {
        String words = last("ENTRYPOINT");
        return ((List<?>) new JsonReader(words.length()).read(words))
                .stream().map(String.class::cast).toList();
    }

    /** The environment of a container. */
    Map<String, String> environment() {
        Map<String, String> environment = new TreeMap<>();
        lastStage()
                .all("ENV")
                .flatMap(instruction -> Stream.of(instruction.arguments().split("\\s+")))
                .map(assignment -> assignment.split("=", 2))
                .forEach(assignment -> environment.put(assignment[0], assignment[1]));
        return environment;
    }
}
