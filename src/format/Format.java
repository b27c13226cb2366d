import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.JavaFormatterOptions.Style;
import com.google.googlejavaformat.java.RemoveUnusedImports;

/**
 * Checks or rewrites the format of all Java sources below some folders: {@code (check|apply)
 * folder...}. It runs in a JVM of its own because a formatter parses with the compiler of the JVM
 * it is in, and the one Maven runs in may be older than the language of the sources.
 */
void main(String[] arguments) throws IOException {
    var write = arguments[0].equals("apply");
    var unformatted =
            Stream.of(arguments)
                    .skip(1)
                    .map(Path::of)
                    .filter(Files::isDirectory)
                    .flatMap(this::sources)
                    .parallel()
                    .filter(source -> !isFormatted(source, write))
                    .sorted()
                    .toList();
    unformatted.forEach(source -> IO.println((write ? "Formatted " : "Not formatted: ") + source));
    if (!write && !unformatted.isEmpty()) {
        IO.println("To format: ./mvnw -Pformat validate");
        System.exit(1);
    }
}

Stream<Path> sources(Path folder) {
    try {
        return Files.walk(folder).filter(file -> file.toString().endsWith(".java"));
    } catch (IOException e) {
        throw new UncheckedIOException(e);
    }
}

boolean isFormatted(Path source, boolean write) {
    try {
        var text = Files.readString(source);
        var formatted = format(text);
        if (write && !formatted.equals(text)) {
            Files.writeString(source, formatted);
        }
        return formatted.equals(text);
    } catch (FormatterException e) {
        IO.println("Not Java: " + source + ":" + e.getMessage());
        System.exit(1);
        return false;
    } catch (IOException e) {
        throw new UncheckedIOException(e);
    }
}

/** Long strings stay as they are: the formatter does not reach a fixed point on some. */
String format(String text) throws FormatterException {
    var used = RemoveUnusedImports.removeUnusedImports(text);
    return formatter.formatSource(ImportOrderer.reorderImports(used, Style.AOSP));
}

final Formatter formatter = new Formatter(JavaFormatterOptions.builder().style(Style.AOSP).build());
