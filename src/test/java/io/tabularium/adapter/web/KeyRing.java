package io.tabularium.adapter.web;

import io.tabularium.adapter.key.ApiKeyFile;
import io.tabularium.adapter.key.NewApiKey;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Keys that a test makes and puts into a file. */
final class KeyRing {

    private final SecureRandom random = new SecureRandom();
    private final List<NewApiKey> made = new ArrayList<>();

    /** The headers of whoever has a new key with those grants. */
    String[] key(String name, String... grants) {
        NewApiKey key = NewApiKey.make(name, List.of(grants), Optional.empty(), random);
        made.add(key);
        return new String[] {"Authorization", "Bearer " + key.text()};
    }

    /** The setting that names the file, which has all keys made so far. */
    String writeTo(Path folder) throws IOException {
        Path file = folder.resolve("keys.json");
        new ApiKeyFile(file).update(old -> made.stream().map(NewApiKey::key).toList());
        return "--tabularium.security.keys-file=" + file;
    }
}
