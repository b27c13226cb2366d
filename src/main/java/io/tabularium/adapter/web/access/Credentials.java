package io.tabularium.adapter.web.access;

import io.tabularium.adapter.key.NewApiKey;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;

import java.util.Collections;
import java.util.List;

/**
 * Where credentials stand: an API key or a JWT in {@code Authorization: Bearer} (RFC 6750, section
 * 2.1), or an API key in {@code X-API-Key}. Thread-safe.
 */
public final class Credentials implements BearerTokenResolver {

    private static final String AUTHORIZATION = "Authorization";
    private static final String API_KEY = "X-API-Key";

    private final BearerTokenResolver bearer = new DefaultBearerTokenResolver();

    /**
     * @throws InvalidBearerTokenException if there are credentials twice
     */
    @Override
    public @Nullable String resolve(HttpServletRequest request) {
        List<String> keys = Collections.list(request.getHeaders(API_KEY));
        int headers = keys.size() + Collections.list(request.getHeaders(AUTHORIZATION)).size();
        if (headers > 1) {
            // Who stands before the service may have looked at the other.
            throw new InvalidBearerTokenException("There are credentials twice.");
        }
        if (keys.isEmpty()) {
            return bearer.resolve(request);
        }
        // What is sent as a key is never taken for a token.
        if (!NewApiKey.isForm(keys.getFirst())) {
            throw new InvalidBearerTokenException("The key is not valid.");
        }
        return keys.getFirst();
    }
}
