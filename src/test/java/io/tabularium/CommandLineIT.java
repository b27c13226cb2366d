package io.tabularium;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

/** A process that was started for a command does that and nothing else. */
@Timeout(180)
class CommandLineIT {

    @TempDir Path folder;

    @Test
    void namesTheCommandsWhereThereIsNoSuch() throws Exception {
        CommandProcess unknown = CommandProcess.perform("make-coffee", folder);
        assertThat(unknown.status()).isEqualTo(1);
        assertThat(unknown.output()).isEmpty();
        assertThat(unknown.errors()).contains("make-coffee").doesNotContain("\tat ");
        assertThat(folder.resolve("tabularium.duckdb")).doesNotExist();
    }
}
