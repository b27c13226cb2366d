package io.tabularium.adapter.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What the command line understands, before anything of the program is started. */
final class TabulariumCommandTest {

    private final StringWriter output = new StringWriter();
    private final StringWriter errors = new StringWriter();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "serve",
                "--server.port=80",
                "serve --tabularium.duckdb.path=/tmp/a b.duckdb --debug",
                "--tabularium.limits.max-wait=1s serve"
            })
    void servesWithoutACommand(String line) {
        assertThat(perform(line)).isEmpty();
        assertThat(errors.toString()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--help",
                "serve --help",
                "keys --help",
                "keys create --help",
                "keys list --help",
                "keys revoke --help",
                "backup --help",
                "verify-backup --help",
                "restore --help",
                "check --help",
                "rebuild-indexes --help",
                "export --help",
                "import --help"
            })
    void explainsItselfWithoutStarting(String line) {
        assertThat(perform(line)).hasValue(0);
        assertThat(output.toString()).contains("Usage: tabularium");
    }

    @ParameterizedTest
    @CsvSource({
        "make-coffee, make-coffee",
        "bakup, Did you mean: tabularium backup",
        "keys, keys",
        "keys create --name=a, --grants",
        "'keys create --name=a --grants=records:*:read --expires=soon', instant",
        "restore, --snapshot",
        "backup --snapshot=latest, --snapshot",
        "serve now, now",
        "'--schema=wells check', --schema"
    })
    void tellsWhatItDoesNotUnderstand(String line, String told) {
        assertThat(perform(line)).hasValue(2);
        assertThat(output.toString()).isEmpty();
        assertThat(errors.toString()).contains(told);
    }

    @Test
    void passesSettingsOnFromAnywhere() {
        List<String> settings = List.of("--a.b=1", "--c.d", "--e.f=x=y");

        assertThatThrownBy(() -> perform("--a.b=1 check --c.d --schema=wells --e.f=x=y"))
                .isInstanceOfSatisfying(
                        Started.class, started -> assertThat(started.settings).isEqualTo(settings));
    }

    private OptionalInt perform(String line) {
        String[] arguments = line.isEmpty() ? new String[0] : line.split(" (?!b.duckdb)");
        return TabulariumCommand.perform(
                arguments,
                new Unstarted(),
                new PrintWriter(output, true),
                new PrintWriter(errors, true));
    }

    /** Says that it was to be started, and with what. */
    private static final class Started extends RuntimeException {

        private static final long serialVersionUID = 1;

        private final transient List<String> settings;

        Started(List<String> settings) {
            this.settings = settings;
        }
    }

    private static final class Unstarted implements Program {

        @Override
        public Ports prepare(List<String> settings) {
            throw new Started(settings);
        }

        @Override
        public Optional<String> explain(Exception failure) {
            return Optional.empty();
        }
    }
}
