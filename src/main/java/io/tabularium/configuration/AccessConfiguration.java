package io.tabularium.configuration;

import io.tabularium.adapter.key.ApiKeyFile;
import io.tabularium.adapter.key.ApiKeys;
import io.tabularium.adapter.web.access.ApiKeyAuthentication;
import io.tabularium.adapter.web.access.IssuerClient;
import io.tabularium.adapter.web.access.JwtAuthentication;
import io.tabularium.adapter.web.access.Protection;
import io.tabularium.configuration.setting.AccessProperties;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementServerProperties;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.JwkSetUriJwtDecoderBuilderCustomizer;
import org.springframework.boot.web.server.ConfigurableWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;
import org.springframework.web.client.RestOperations;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.NoSuchFileException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Who may call, and by what credentials they are known. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
@EnableConfigurationProperties({AccessProperties.class, ManagementServerProperties.class})
class AccessConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(AccessConfiguration.class);
    private static final String TOKENS = "spring.security.oauth2.resourceserver";

    @Bean
    Protection protection(
            AccessProperties access,
            ObjectProvider<JwtDecoder> tokens,
            ServerProperties server,
            ManagementServerProperties management,
            Environment environment) {
        List<@Nullable InetAddress> addresses = new ArrayList<>();
        addresses.add(server.getAddress());
        if (ManagementPortType.get(environment) == ManagementPortType.DIFFERENT) {
            addresses.add(management.getAddress());
        }
        boolean takesTokens = tokens.getIfAvailable() != null;
        if (!takesTokens && mentionsTokens(environment)) {
            throw new AccessNotConfigured(
                    "The settings %s.* do not say whose tokens are to be taken.".formatted(TOKENS),
                    "Set %s.jwt.issuer-uri, or take these settings away.".formatted(TOKENS));
        }
        boolean credentials = access.hasKeys() || takesTokens;
        Protection protection = new ProtectionRule(access.mode(), credentials, addresses).decide();
        if (protection == Protection.OPEN && access.rateLimit().requests() != null) {
            throw new AccessNotConfigured(
                    "Where access is open, callers are not told apart, and no rate can be held.",
                    "Take away tabularium.security.rate-limit.requests, or configure credentials.");
        }
        return protection;
    }

    /** No address is listened on, and no database opened, before it is decided who may call. */
    @Bean
    WebServerFactoryCustomizer<ConfigurableWebServerFactory> accessFirst(
            Protection protection, ApiKeys keys) {
        return server ->
                LOG.atInfo()
                        .addKeyValue("protection", protection)
                        .addKeyValue("keys", keys.count())
                        .log("access_decided");
    }

    @Bean
    ApiKeys apiKeys(AccessProperties access, Clock clock) {
        Optional<ApiKeyFile> file = Optional.ofNullable(access.keysFile()).map(ApiKeyFile::new);
        try {
            return new ApiKeys(
                    access.keys().stream().map(AccessProperties.Key::toKey).toList(), file, clock);
        } catch (NoSuchFileException e) {
            throw new AccessNotConfigured(
                    "There is no file %s, which tabularium.security.keys-file names."
                            .formatted(access.keysFile()),
                    "Make it by making a key: keys create --name=…" + " --grants=….");
        } catch (IOException e) {
            throw new AccessNotConfigured(
                    "The file of keys cannot be read: %s.".formatted(e),
                    "See that the process may read it, and that it is a file.");
        } catch (IllegalArgumentException e) {
            throw new AccessNotConfigured(
                    String.valueOf(e.getMessage()),
                    "Correct tabularium.security.keys or its file.");
        }
    }

    /** An API key is told by its form, so that a token is never looked for among keys. */
    @Bean
    AuthenticationManager authenticationManager(
            ApiKeys keys,
            ObjectProvider<JwtDecoder> tokens,
            ObjectProvider<JwtAuthenticationConverter> converter) {
        List<AuthenticationProvider> providers = new ArrayList<>();
        providers.add(new ApiKeyAuthentication(keys));
        tokens.ifAvailable(
                decoder ->
                        providers.add(
                                new JwtAuthentication(
                                        decoder,
                                        converter.getIfAvailable(
                                                JwtAuthenticationConverter::new))));
        return new ProviderManager(providers);
    }

    @Bean
    JwkSetUriJwtDecoderBuilderCustomizer issuerClient() {
        RestOperations client = IssuerClient.create();
        return decoder -> decoder.restOperations(client);
    }

    /** A token that is good for ever could not be taken back. */
    @Bean
    OAuth2TokenValidator<Jwt> tokensExpire() {
        return new JwtClaimValidator<>(JwtClaimNames.EXP, Objects::nonNull);
    }

    private static boolean mentionsTokens(Environment environment) {
        return Binder.get(environment)
                .bind(TOKENS, Bindable.mapOf(String.class, Object.class))
                .isBound();
    }
}
