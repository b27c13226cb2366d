package io.tabularium.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.tabularium.clients.Program.Result;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.time.Duration;

final class ProgramTest {

    @TempDir Path folder;

    @Test
    void endsWhatTakesTooLongWithAllThatItStarted() throws Exception {
        String script = "echo begun; sleep 600 & wait";

        Result result = Program.run(Duration.ofMillis(300), folder, "sh", "-c", script);
        assertThat(result.status()).isNegative();
        assertThat(result.output()).contains("sh took longer than PT0.3S");
    }

    @Test
    void tellsStatusAndOutput() throws Exception {
        Result result = Program.run(folder, "sh", "-c", "echo out; echo err >&2; exit 3");

        assertThat(result).isEqualTo(new Result(3, "out\nerr\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "npm error code ECONNREFUSED\nnpm error syscall connect",
                "npm error code ENOTFOUND\nnpm error network request failed",
                "npm error code EAI_AGAIN",
                "npm error code ERR_SOCKET_TIMEOUT",
                "npm error code E503\nnpm error 503 Service Unavailable"
            })
    void knowsARegistryThatCannotBeReached(String output) {
        assertThat(NodePackage.tellsOfNoRegistry(output)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "npm error code EUSAGE\nnpm error `npm ci` can only install with an existing lock",
                "npm error code EINTEGRITY\nnpm error sha512-… integrity checksum failed",
                "npm error code ETARGET\nnpm error No matching version found",
                "npm error code E404",
                "npm took longer than PT3M: "
            })
    void takesNothingElseForThat(String output) {
        assertThat(NodePackage.tellsOfNoRegistry(output)).isFalse();
    }
}
