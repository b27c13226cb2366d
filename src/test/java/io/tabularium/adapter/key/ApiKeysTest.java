package io.tabularium.adapter.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

final class ApiKeysTest {

    private static final Instant START = Instant.parse("2026-06-01T00:00:00Z");
    private static final List<String> GRANTS = List.of("records:*:read", "operations");

    private final SecureRandom random = new SecureRandom();
    private final SettableClock clock = new SettableClock();

    @TempDir Path folder;
    private ApiKeyFile file;

    @BeforeEach
    void nameFile() {
        file = new ApiKeyFile(folder.resolve("secrets").resolve("keys.json"));
    }

    @Test
    void knowsTheOwnerOfAKeyByTheKeyAlone() throws IOException {
        NewApiKey one = make("one", Optional.empty());
        NewApiKey other = make("other", Optional.empty());
        ApiKeys keys = new ApiKeys(List.of(one.key(), other.key()), Optional.empty(), clock);

        assertThat(keys.find(one.text())).get().extracting(ApiKey::name).isEqualTo("one");
        assertThat(keys.find(other.text()))
                .get()
                .extracting(ApiKey::grants)
                .isEqualTo(Grants.among(GRANTS));
        assertThat(keys.find(one.text() + "x")).isEmpty();
        assertThat(keys.find(one.key().hash().toString())).isEmpty();
        assertThat(keys.find("")).isEmpty();
    }

    @Test
    void takesAKeyUntilTheMomentAtWhichItExpires() throws IOException {
        NewApiKey made = make("one", Optional.of(START.plusSeconds(10)));
        ApiKeys keys = new ApiKeys(List.of(made.key()), Optional.empty(), clock);

        clock.now = START.plusSeconds(10).minusNanos(1);
        assertThat(keys.find(made.text())).isPresent();
        clock.now = START.plusSeconds(10);
        assertThat(keys.find(made.text())).isEmpty();
    }

    @Test
    void readsBackTheFileThatItWrites() throws IOException {
        List<ApiKey> written =
                List.of(
                        make("one", Optional.empty()).key(),
                        make("other", Optional.of(START)).key());
        file.update(none -> written);

        assertThat(file.read()).usingRecursiveComparison().isEqualTo(written);
        assertThat(Files.getPosixFilePermissions(folder.resolve("secrets").resolve("keys.json")))
                .containsOnly(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
        assertThat(folder.resolve("secrets")).isDirectoryNotContaining("glob:**/*.tmp");
    }

    @Test
    void heedsTheFileWithinASecond() throws IOException {
        NewApiKey early = make("early", Optional.empty());
        NewApiKey late = make("late", Optional.empty());
        file.update(old -> List.of(early.key()));
        ApiKeys keys = new ApiKeys(List.of(), Optional.of(file), clock);

        file.update(old -> List.of(late.key()));
        assertThat(keys.find(late.text())).isEmpty();
        clock.now = START.plusSeconds(1);
        assertThat(keys.find(late.text())).isPresent();
        assertThat(keys.find(early.text())).isEmpty();
    }

    @Test
    void heedsTheFileThoughTheClockWasSetBack() throws IOException {
        NewApiKey late = make("late", Optional.empty());
        file.update(old -> List.of());
        ApiKeys keys = new ApiKeys(List.of(), Optional.of(file), clock);

        file.update(old -> List.of(late.key()));
        clock.now = START.minus(Duration.ofDays(1));
        assertThat(keys.find(late.text())).isPresent();
    }

    @Test
    void goesOnWithTheKeysThatItHasWhereTheFileCannotBeUsed() throws IOException {
        NewApiKey made = make("one", Optional.empty());
        file.update(old -> List.of(made.key()));
        ApiKeys keys = new ApiKeys(List.of(), Optional.of(file), clock);
        Path path = folder.resolve("secrets").resolve("keys.json");

        Files.writeString(path, "[{\"name\": \"one\"");
        clock.now = START.plusSeconds(1);
        assertThat(keys.find(made.text())).isPresent();
        Files.delete(path);
        clock.now = START.plusSeconds(2);
        assertThat(keys.find(made.text())).isPresent();
        file.update(old -> List.of());
        clock.now = START.plusSeconds(3);
        assertThat(keys.find(made.text())).isEmpty();
    }

    @Test
    void wantsEachNameOnceInSettingsAndFileTogether() throws IOException {
        ApiKey one = make("one", Optional.empty()).key();
        file.update(old -> List.of(make("one", Optional.empty()).key()));

        assertThatThrownBy(() -> new ApiKeys(List.of(one), Optional.of(file), clock))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'one'");
    }

    @Test
    void wantsNoMoreThanAThousandKeys() {
        List<ApiKey> many =
                IntStream.rangeClosed(0, 1_000)
                        .mapToObj(number -> make("key" + number, Optional.empty()).key())
                        .toList();
        assertThatThrownBy(() -> new ApiKeys(many, Optional.empty(), clock))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void changesTheFileBehindALinkAndLeavesItsReadersAlone() throws IOException {
        Path real = Files.createDirectory(folder.resolve("secrets")).resolve("real.json");
        new ApiKeyFile(real).update(keys -> List.of(make("one", Optional.empty()).key()));
        Set<PosixFilePermission> shared = PosixFilePermissions.fromString("rw-r-----");
        Files.setPosixFilePermissions(real, shared);
        Path link = folder.resolve("secrets").resolve("keys.json");
        Files.createSymbolicLink(link, real);

        file.update(old -> List.of());
        assertThat(Files.isSymbolicLink(link)).isTrue();
        assertThat(new ApiKeyFile(real).read()).isEmpty();
        assertThat(Files.getPosixFilePermissions(real)).isEqualTo(shared);
    }

    @Test
    void leavesTheFileAsItIsWhereItWouldBeNone() throws IOException {
        ApiKey one = make("one", Optional.empty()).key();
        file.update(old -> List.of(one));

        assertThatThrownBy(() -> file.update(old -> List.of(one, one)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(file.read()).usingRecursiveComparison().isEqualTo(List.of(one));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[1]",
                "[{\"name\": \"a\"}]",
                "[{\"name\": \"a\", \"hash\": \"sha256:00\", \"grants\": [\"operations\"]}]",
                "[{\"name\": \"A\", \"hash\": \"HASH\", \"grants\": [\"operations\"]}]",
                "[{\"name\": \"a\", \"hash\": \"HASH\", \"grants\": []}]",
                "[{\"name\": \"a\", \"hash\": \"HASH\", \"grants\": [\"all\"]}]",
                "[{\"name\": \"a\", \"hash\": \"HASH\", \"grants\": \"operations\"}]",
                "[{\"name\": \"a\", \"hash\": \"HASH\", \"grants\": [\"operations\"],"
                        + " \"expires\": \"tomorrow\"}]",
                "[{\"name\": \"a\", \"hash\": \"HASH\", \"grants\": [\"operations\"],"
                        + " \"expiry\": \"2027-01-01T00:00:00Z\"}]"
            })
    void refusesAFileThatIsNone(String text) throws IOException {
        Path path = folder.resolve("keys.json");
        Files.writeString(path, text.replace("HASH", "sha256:" + "0".repeat(64)));

        assertThatThrownBy(() -> new ApiKeyFile(path).read())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("keys.json");
    }

    @Test
    void tellsTheKeyToNobodyButWhoAsksForIt() {
        NewApiKey made = make("one", Optional.empty());

        assertThat(made.text()).matches("tabularium_[A-Za-z0-9_-]{43}");
        assertThat(made.toString()).doesNotContain(made.text());
        assertThat(ApiKeyFile.line(made.key())).doesNotContain(made.text());
        assertThat(make("one", Optional.empty()).text()).isNotEqualTo(made.text());
    }

    private NewApiKey make(String name, Optional<Instant> expires) {
        return NewApiKey.make(name, GRANTS, expires, random);
    }

    /** Shows the time that a test sets. */
    private static final class SettableClock extends Clock {

        private Instant now = START;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }
}
