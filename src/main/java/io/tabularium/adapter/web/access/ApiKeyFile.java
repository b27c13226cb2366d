package io.tabularium.adapter.web.access;

import io.tabularium.adapter.json.JsonReader;
import io.tabularium.adapter.json.JsonWriter;
import io.tabularium.domain.TabulariumException.MalformedRequest;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The file of API keys: a JSON array of objects with {@code name}, {@code hash}, {@code grants} and
 * perhaps {@code expires}, an instant.
 */
public final class ApiKeyFile {

    private static final String NAME = "name";
    private static final String HASH = "hash";
    private static final String GRANTS = "grants";
    private static final String EXPIRES = "expires";
    private static final Set<String> MEMBERS = Set.of(NAME, HASH, GRANTS, EXPIRES);

    /** Far more than a file of keys has. */
    private static final int MAX_BYTES = 1 << 20;

    private static final JsonReader JSON = new JsonReader(MAX_BYTES);

    private final Path path;

    public ApiKeyFile(Path path) {
        this.path = path;
    }

    public boolean exists() {
        return Files.exists(path);
    }

    /**
     * All that is in the file.
     *
     * @throws IOException if it cannot be read
     */
    String text() throws IOException {
        if (Files.size(path) > MAX_BYTES) {
            throw new IOException("the file of keys %s is too large".formatted(path));
        }
        return Files.readString(path);
    }

    /**
     * The keys in the file.
     *
     * @throws IOException if it cannot be read
     * @throws IllegalArgumentException if it is no file of keys; the message says why
     */
    public List<ApiKey> read() throws IOException {
        return parse(text());
    }

    /**
     * @param text of {@link #text()}
     * @throws IllegalArgumentException if it is no file of keys; the message says why
     */
    List<ApiKey> parse(String text) {
        try {
            List<ApiKey> keys = new ArrayList<>();
            if (!(JSON.read(text) instanceof Collection<?> entries)) {
                throw new IllegalArgumentException("it is no JSON array");
            }
            entries.forEach(entry -> keys.add(parse(entry)));
            return ApiKeys.requireDistinct(keys);
        } catch (MalformedRequest | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "The file of keys %s cannot be used: %s.".formatted(path, e.getMessage()), e);
        }
    }

    /**
     * Puts other keys into the file, which is then the old one or the new one but never a part, and
     * for its owner's eyes alone.
     *
     * @throws IOException if it cannot be written
     */
    public void write(List<ApiKey> keys) throws IOException {
        List<Object> entries = new ArrayList<>();
        keys.forEach(key -> entries.add(json(key)));
        Path folder = path.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        Path draft =
                Files.createTempFile(
                        folder,
                        "keys",
                        ".tmp",
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")));
        try {
            Files.writeString(draft, lines(entries), StandardCharsets.UTF_8);
            Files.move(
                    draft,
                    path,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    /** The key as an entry of the file. */
    public static String line(ApiKey key) {
        return JsonWriter.toText(json(key));
    }

    private static ApiKey parse(@Nullable Object entry) {
        if (!(entry instanceof Map<?, ?> members)) {
            throw new IllegalArgumentException("an entry is no object");
        }
        for (Object member : members.keySet()) {
            if (!MEMBERS.contains(member)) {
                throw new IllegalArgumentException("there is no member '%s'".formatted(member));
            }
        }
        List<String> grants = new ArrayList<>();
        if (!(members.get(GRANTS) instanceof Collection<?> texts)) {
            throw new IllegalArgumentException("'grants' is no array");
        }
        texts.forEach(text -> grants.add(text(text, GRANTS)));
        return ApiKey.of(
                text(members.get(NAME), NAME),
                text(members.get(HASH), HASH),
                grants,
                expiry(members));
    }

    private static Optional<Instant> expiry(Map<?, ?> members) {
        if (members.get(EXPIRES) == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(Instant.parse(text(members.get(EXPIRES), EXPIRES)));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("'expires' is no instant", e);
        }
    }

    private static String text(@Nullable Object value, String member) {
        if (value instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException("'%s' is missing or no string".formatted(member));
    }

    private static Map<String, Object> json(ApiKey key) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put(NAME, key.name());
        entry.put(HASH, key.hash().toString());
        entry.put(GRANTS, key.grantTexts());
        key.expires().ifPresent(instant -> entry.put(EXPIRES, instant.toString()));
        return entry;
    }

    /** A line for each key, so that differences can be read. */
    private static String lines(List<Object> entries) {
        List<String> lines = new ArrayList<>();
        entries.forEach(entry -> lines.add("  " + JsonWriter.toText(entry)));
        return "[\n" + String.join(",\n", lines) + "\n]\n";
    }
}
