package io.tabularium.adapter.key;

import io.tabularium.adapter.json.JsonReader;
import io.tabularium.adapter.json.JsonWriter;
import io.tabularium.domain.TabulariumException;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
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
import java.util.function.UnaryOperator;

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

    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

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
        } catch (TabulariumException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "The file of keys %s cannot be used: %s.".formatted(path, e.getMessage()), e);
        }
    }

    /**
     * Puts other keys into the file, in place of those that are there. Of several processes that do
     * so one waits for the other. The file is then the old one or the new one but never a part,
     * belongs to whom it belonged, and may be read by whom it might; a new one by its owner alone.
     *
     * @param change is given the keys that are there, none where there is no file
     * @throws IOException if it cannot be read or written, or could not be read any more by whom it
     *     might
     * @throws IllegalArgumentException if it is no file of keys, or would be none; the message says
     *     why
     */
    public void update(UnaryOperator<List<ApiKey>> change) throws IOException {
        // Whoever follows a link finds the file behind it.
        Path file = exists() ? path.toRealPath() : path.toAbsolutePath();
        Files.createDirectories(file.getParent());
        Path guard = file.resolveSibling(file.getFileName() + ".lock");
        try (FileChannel channel =
                        FileChannel.open(
                                guard, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = channel.lock()) {
            List<ApiKey> changed =
                    ApiKeys.requireDistinct(change.apply(exists() ? read() : List.of()));
            replace(file, changed, held);
        }
    }

    private static void replace(Path file, List<ApiKey> keys, FileLock held) throws IOException {
        if (!held.isValid()) {
            throw new IOException("another process changes the file of keys");
        }
        List<Object> entries = new ArrayList<>();
        keys.forEach(key -> entries.add(json(key)));
        Path draft = Files.createTempFile(file.getParent(), "keys", ".tmp", OWNER_ONLY);
        try {
            try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
                channel.write(ByteBuffer.wrap(lines(entries).getBytes(StandardCharsets.UTF_8)));
                channel.force(true);
            }
            if (Files.exists(file)) {
                keepReaders(file, draft);
            }
            Files.move(
                    draft,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private static void keepReaders(Path file, Path draft) throws IOException {
        PosixFileAttributes old = Files.readAttributes(file, PosixFileAttributes.class);
        PosixFileAttributeView draftsView =
                Files.getFileAttributeView(draft, PosixFileAttributeView.class);
        PosixFileAttributes drafts = draftsView.readAttributes();
        if (!old.group().equals(drafts.group())) {
            draftsView.setGroup(old.group());
        }
        draftsView.setPermissions(old.permissions());
        if (!old.owner().equals(drafts.owner())) {
            draftsView.setOwner(old.owner());
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
