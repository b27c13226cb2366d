package io.tabularium.adapter.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The words behind the program's name.
 *
 * @param words of a command and its options
 * @param settings such as {@code --server.port=80}, which stand anywhere: settings have a dot in
 *     their names, options of commands have none
 */
record Arguments(List<String> words, List<String> settings) {

    /** Of Spring Boot, which have no dot. */
    private static final Set<String> FLAGS = Set.of("--debug", "--trace");

    private static final Pattern SETTING = Pattern.compile("--[^=]*\\..*", Pattern.DOTALL);

    static Arguments of(String[] arguments) {
        List<String> words = new ArrayList<>();
        List<String> settings = new ArrayList<>();
        for (String word : arguments) {
            (isSetting(word) ? settings : words).add(word);
        }
        return new Arguments(words, settings);
    }

    private static boolean isSetting(String word) {
        int value = word.indexOf('=');
        String name = value < 0 ? word : word.substring(0, value);
        return FLAGS.contains(name) || SETTING.matcher(name).matches();
    }
}
