package io.tabularium.adapter.web.access;

import io.tabularium.adapter.key.ApiKey;
import io.tabularium.adapter.key.ApiKeys;
import io.tabularium.adapter.key.NewApiKey;

import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;

/** Knows callers by their API keys, and leaves other credentials to others. Thread-safe. */
public final class ApiKeyAuthentication implements AuthenticationProvider {

    private final ApiKeys keys;

    public ApiKeyAuthentication(ApiKeys keys) {
        this.keys = keys;
    }

    /**
     * @throws InvalidBearerTokenException if nobody has the key, or not any more: which of the two
     *     is not told
     */
    @Override
    public @Nullable Authentication authenticate(Authentication authentication) {
        String text = ((BearerTokenAuthenticationToken) authentication).getToken();
        if (!NewApiKey.isForm(text)) {
            return null;
        }
        return keys.find(text)
                .map(key -> new CallerAuthentication(caller(key)))
                .orElseThrow(() -> new InvalidBearerTokenException("The key is not valid."));
    }

    @Override
    public boolean supports(Class<?> type) {
        return BearerTokenAuthenticationToken.class.isAssignableFrom(type);
    }

    private static Caller caller(ApiKey key) {
        return new Caller("key:" + key.name(), key.grants());
    }
}
