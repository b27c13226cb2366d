package io.tabularium.adapter.web.access;

import io.tabularium.adapter.key.Grants;

import org.jspecify.annotations.Nullable;
import org.springframework.core.convert.converter.Converter;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoderInitializationException;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationProvider;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * Knows callers by their JSON Web Tokens (RFC 7519), whose scopes are grants; scopes that are none
 * mean nothing here. Thread-safe.
 */
public final class JwtAuthentication implements AuthenticationProvider {

    /** How the framework marks that an authority was a scope. */
    private static final String SCOPE = "SCOPE_";

    /** As OpenID Connect Core 1.0, section 2, has it; and fit for a quoted value in the log. */
    private static final Pattern SUBJECT = Pattern.compile("[\\x20-\\x7E&&[^\"\\\\]]{1,255}");

    /** Verifying takes a fraction of a millisecond, but where the issuer must be waited for. */
    private static final int MAX_AT_A_TIME = 16;

    private static final Duration MAX_WAIT = Duration.ofMillis(200);

    private final Semaphore verifying = new Semaphore(MAX_AT_A_TIME);
    private final AuthenticationProvider provider;

    /**
     * @param converter gives the authorities of a token, scopes marked by {@code SCOPE_} or not
     */
    public JwtAuthentication(
            JwtDecoder decoder, Converter<Jwt, AbstractAuthenticationToken> converter) {
        JwtAuthenticationProvider jwt = new JwtAuthenticationProvider(decoder);
        jwt.setJwtAuthenticationConverter(token -> known(converted(converter, token)));
        this.provider = jwt;
    }

    /**
     * @throws AuthenticationException if the token is not valid
     * @throws IssuerUnavailable if it cannot be known whether it is
     */
    @Override
    public @Nullable Authentication authenticate(Authentication authentication) {
        if (!acquire()) {
            throw new IssuerUnavailable("Too many tokens wait to be verified.");
        }
        try {
            return provider.authenticate(authentication);
        } catch (AuthenticationServiceException | JwtDecoderInitializationException e) {
            throw new IssuerUnavailable(e);
        } finally {
            verifying.release();
        }
    }

    private boolean acquire() {
        try {
            return verifying.tryAcquire(MAX_WAIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public boolean supports(Class<?> type) {
        return BearerTokenAuthenticationToken.class.isAssignableFrom(type);
    }

    private static AbstractAuthenticationToken converted(
            Converter<Jwt, AbstractAuthenticationToken> converter, Jwt token) {
        try {
            return converter.convert(token);
        } catch (ClassCastException e) {
            throw new InvalidBearerTokenException("The scopes of the token are no strings.", e);
        }
    }

    private static CallerAuthentication known(AbstractAuthenticationToken token) {
        @Nullable String subject = token.getName();
        if (subject == null || !SUBJECT.matcher(subject).matches()) {
            throw new InvalidBearerTokenException("The token has no subject that can be told.");
        }
        List<String> scopes = new ArrayList<>();
        for (GrantedAuthority authority : token.getAuthorities()) {
            String text = String.valueOf(authority.getAuthority());
            scopes.add(text.startsWith(SCOPE) ? text.substring(SCOPE.length()) : text);
        }
        return new CallerAuthentication(new Caller("jwt:" + subject, Grants.among(scopes)));
    }

    /** Whoever issues the tokens does not say by which keys they can be told. */
    static final class IssuerUnavailable extends AuthenticationException {

        private static final long serialVersionUID = 1;

        IssuerUnavailable(RuntimeException cause) {
            super("The issuer's keys cannot be had.", cause);
        }

        IssuerUnavailable(String reason) {
            super(reason);
        }
    }
}
