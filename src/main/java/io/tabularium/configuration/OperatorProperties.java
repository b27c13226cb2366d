package io.tabularium.configuration;

import jakarta.validation.constraints.AssertTrue;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Who may use the operator's endpoints.
 *
 * @param token what operators send; without it only clients on the same machine are let in
 * @param tokenFile the file that holds the token, in place of it
 */
@Validated
@ConfigurationProperties(prefix = "tabularium.operator", ignoreUnknownFields = false)
record OperatorProperties(@Nullable String token, @Nullable Path tokenFile) {

    @AssertTrue(message = "tabularium.operator.token and token-file cannot both be set")
    boolean isTokenFromOnePlace() {
        return token == null || tokenFile == null;
    }

    @AssertTrue(message = "tabularium.operator.token-file cannot be read")
    boolean isTokenFileReadable() {
        return tokenFile == null || Files.isReadable(tokenFile);
    }

    @AssertTrue(message = "tabularium.operator.token must be of visible ASCII characters")
    boolean isTokenOneThatCanBeSent() {
        return !isTokenFileReadable()
                || inForce().stream().allMatch(text -> text.matches("[\\x21-\\x7e]+"));
    }

    /** The token in force, empty where there is none. */
    Optional<String> inForce() {
        if (tokenFile == null) {
            return Optional.ofNullable(token);
        }
        try {
            return Optional.of(Files.readString(tokenFile).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Not the token: what is set may be logged. */
    @Override
    public String toString() {
        return "OperatorProperties[token=%s]".formatted(inForce().isPresent() ? "set" : "none");
    }
}
