package io.tabularium.contract;

import io.tabularium.domain.schema.Schema;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Stores that live as long as one use. */
final class Stores {

    private Stores() {}

    /** Opens an empty store, and leaves nothing behind. */
    static void use(StoreFixture.Opener opener, Schema schema, Consumer<StoreFixture> use) {
        try {
            Path directory = Files.createTempDirectory("store");
            try (StoreFixture store = opener.open(directory, List.of(schema))) {
                use.accept(store);
            } finally {
                delete(directory);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
