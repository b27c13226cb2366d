package io.tabularium.adapter.command;

import static org.assertj.core.api.Assertions.assertThat;

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
    private final Unstarted program = new Unstarted();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "serve",
                "--server.port=80",
                "serve --tabularium.duckdb.path=/tmp/a b.duckdb --debug",
                "--tabularium.limits.max-wait=1s serve",
                "--debug=true"
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
        "export --directory=, a path is expected",
        "import --directory=, a path is expected",
        "backup --snapshot=latest, --snapshot",
        "serve now, now",
        "--tabularium.command=backup, tabularium backup",
        "'--schema=wells check', --schema"
    })
    void tellsWhatItDoesNotUnderstand(String line, String told) {
        assertThat(perform(line)).hasValue(2);
        assertThat(output.toString()).isEmpty();
        assertThat(errors.toString()).contains(told);
    }

    @Test
    void passesSettingsOnFromAnywhere() {
        assertThat(perform("--a.b=1 check --c.d --schema=wells --e.f=x=y")).hasValue(1);
        assertThat(program.settings).containsExactly("--a.b=1", "--c.d", "--e.f=x=y");
    }

    private OptionalInt perform(String line) {
        String[] arguments = line.isEmpty() ? new String[0] : line.split(" (?!b.duckdb)");
        return TabulariumCommand.perform(
                arguments, program, new PrintWriter(output, true), new PrintWriter(errors, true));
    }

    /** Keeps what it was to be started with, and does not start. */
    private static final class Unstarted implements Program {

        private List<String> settings = List.of();

        @Override
        public Ports prepare(List<String> given) {
            settings = given;
            throw new IllegalStateException("not started");
        }

        @Override
        public Optional<String> explain(Exception failure) {
            return Optional.empty();
        }
    }
}
