package io.tabularium;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A process that was started for a command does that and nothing else. */
@Timeout(180)
class CommandLineIT {

    private static final String WELL =
            """
            {"field_code": 1, "well_code": 1, "production_period": "2026-01-01T00:00:00"}""";

    @TempDir Path folder;

    @Test
    void namesTheCommandsWhereThereIsNoSuch() throws Exception {
        CommandProcess unknown = CommandProcess.perform("make-coffee", folder);
        assertThat(unknown.status()).isEqualTo(2);
        assertThat(unknown.output()).isEmpty();
        assertThat(unknown.errors()).contains("make-coffee").doesNotContain("\tat ");
        assertThat(folder.resolve("tabularium.duckdb")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"backup", "export", "rebuild-indexes"})
    void makesNoDatabaseToWorkOnWhereThereIsNone(String command) throws Exception {
        List<String> options =
                switch (command) {
                    case "backup" -> List.of(directoryOfBackups());
                    case "export" -> List.of("--directory=" + folder.resolve("export"));
                    default -> List.of();
                };
        assertRefused(
                CommandProcess.perform(command, folder, options.toArray(String[]::new)),
                "There is no database");
        assertThat(folder.resolve("tabularium.duckdb")).doesNotExist();
        assertThat(folder.resolve("backups")).doesNotExist();
        assertThat(folder.resolve("export")).doesNotExist();
    }

    @Test
    void performsEachCommandOnCopies() throws Exception {
        String export = "--directory=" + folder.resolve("export");
        try (ServerProcess server = ServerProcess.start(folder, "256m", directoryOfBackups())) {
            assertThat(
                            server.send(
                                            "POST",
                                            "/records/well_production",
                                            WELL,
                                            "Idempotency-Key",
                                            "once")
                                    .statusCode())
                    .isEqualTo(201);
            assertRefused(CommandProcess.perform("export", folder, export), "another process");
            assertThat(server.stop()).isZero();
        }
        String one = "well_production: 1 rows";
        assertDone(CommandProcess.perform("backup", folder, directoryOfBackups()), one);
        assertDone(
                CommandProcess.perform(
                        "verify-backup", folder, directoryOfBackups(), "--snapshot=latest"),
                one);
        assertDone(CommandProcess.perform("export", folder, export), one);
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        CommandProcess imported = CommandProcess.perform("import", elsewhere, export);
        assertDone(imported, one);
        assertDone(imported, "_tabularium_receipts: 1 rows");
        assertDone(CommandProcess.perform("check", elsewhere), "well_production: indexes and");
    }

    private String directoryOfBackups() {
        return "--tabularium.backup.directory=" + folder.resolve("backups");
    }

    private static void assertDone(CommandProcess command, String line) {
        assertThat(command.status()).as(command.errors()).isZero();
        assertThat(command.output()).contains(line);
    }

    private static void assertRefused(CommandProcess command, String reason) {
        assertThat(command.status()).isEqualTo(1);
        assertThat(command.output()).isEmpty();
        assertThat(command.errors()).contains(reason).doesNotContain("\tat ");
    }
}
