package io.tabularium.configuration;

import io.tabularium.adapter.operator.EncodedSlashFilter;
import io.tabularium.adapter.web.access.AuditFilter;
import io.tabularium.adapter.web.access.Caller;
import io.tabularium.adapter.web.access.Credentials;
import io.tabularium.adapter.web.access.CrossOrigin;
import io.tabularium.adapter.web.access.LocalOperators;
import io.tabularium.adapter.web.access.Protection;
import io.tabularium.adapter.web.access.RateLimit;
import io.tabularium.adapter.web.access.RateLimitFilter;
import io.tabularium.adapter.web.access.Refusals;
import io.tabularium.configuration.setting.AccessProperties;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointProperties;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.cloud.CloudPlatform;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.boot.web.server.ConfigurableWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.ExceptionTranslationFilter;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.header.writers.StaticHeadersWriter;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import org.springframework.web.filter.CorsFilter;
import org.springframework.web.filter.RequestContextFilter;

import java.util.List;

/** What every request passes before it is routed. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class FilterChainConfiguration {

    private static final String[] EXPLORER = {"/", "/docs", "/docs/**"};
    private static final String HEALTH = "health";
    private static final String METRICS = "prometheus";

    /** Asked before an address is listened on and a database opened. */
    @Bean
    WebServerFactoryCustomizer<ConfigurableWebServerFactory> fixedPaths(Environment settings) {
        return server -> FixedPaths.require(settings);
    }

    @Bean
    SecurityFilterChain securityFilterChain(
            HttpSecurity http,
            Protection protection,
            AccessProperties access,
            AuthenticationManager callers,
            Environment environment) {
        http.csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .servletApi(AbstractHttpConfigurer::disable)
                .sessionManagement(
                        sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .headers(headers -> headers(headers, protection))
                .addFilterBefore(new AuditFilter(), HeaderWriterFilter.class);
        if (!access.cors().allowedOrigins().isEmpty()) {
            http.addFilter(corsFilter(access.cors()));
        }
        return switch (protection) {
            case OPEN -> open(http, takesForwardedHeaders(environment));
            case PROTECTED -> protect(http, access, callers);
        };
    }

    /** Requests are measured once, and not filter by filter. */
    @Bean
    SecurityObservationSettings securityObservationSettings() {
        return SecurityObservationSettings.noObservations();
    }

    /** Nothing here is said in the client's language, so that its header need not be read. */
    @Bean
    FilterRegistrationBean<RequestContextFilter> requestContextFilter() {
        FilterRegistrationBean<RequestContextFilter> registration =
                new FilterRegistrationBean<>(new RequestContextFilter());
        registration.setEnabled(false);
        return registration;
    }

    @Bean
    FilterRegistrationBean<EncodedSlashFilter> encodedSlashFilter(WebEndpointProperties endpoints) {
        FilterRegistrationBean<EncodedSlashFilter> registration =
                new FilterRegistrationBean<>(new EncodedSlashFilter());
        registration.addUrlPatterns(endpoints.getBasePath() + "/*");
        return registration;
    }

    /** What Tomcat lets through the controllers answer, refusals included. */
    @Bean
    HttpFirewall httpFirewall() {
        StrictHttpFirewall firewall = new StrictHttpFirewall();
        firewall.setUnsafeAllowAnyHttpMethod(true);
        firewall.setAllowSemicolon(true);
        firewall.setAllowUrlEncodedSlash(true);
        firewall.setAllowUrlEncodedDoubleSlash(true);
        firewall.setAllowUrlEncodedPeriod(true);
        firewall.setAllowUrlEncodedPercent(true);
        firewall.setAllowBackSlash(true);
        firewall.setAllowNull(true);
        firewall.setAllowUrlEncodedCarriageReturn(true);
        firewall.setAllowUrlEncodedLineFeed(true);
        firewall.setAllowUrlEncodedParagraphSeparator(true);
        firewall.setAllowUrlEncodedLineSeparator(true);
        firewall.setAllowedHeaderNames(name -> true);
        firewall.setAllowedHeaderValues(value -> true);
        firewall.setAllowedParameterNames(name -> true);
        firewall.setAllowedParameterValues(value -> true);
        return firewall;
    }

    private static SecurityFilterChain open(HttpSecurity http, boolean forwarded) {
        return http.anonymous(anybody -> anybody.principal(Caller.ANYBODY))
                .exceptionHandling(
                        faults -> faults.authenticationEntryPoint(LocalOperators::refuse))
                .authorizeHttpRequests(
                        requests ->
                                requests.requestMatchers(
                                                EndpointRequest.toAnyEndpoint()
                                                        .excluding(HEALTH, METRICS))
                                        .access(
                                                (caller, at) ->
                                                        new AuthorizationDecision(
                                                                !forwarded
                                                                        && LocalOperators.sent(
                                                                                at.getRequest())))
                                        .anyRequest()
                                        .permitAll())
                .build();
    }

    private static SecurityFilterChain protect(
            HttpSecurity http, AccessProperties access, AuthenticationManager callers) {
        Refusals refusals = new Refusals();
        AccessProperties.RateLimit limit = access.rateLimit();
        if (limit.requests() != null) {
            http.addFilterBefore(
                    new RateLimitFilter(new RateLimit(limit.requests(), limit.period())),
                    ExceptionTranslationFilter.class);
        }
        return http.anonymous(AbstractHttpConfigurer::disable)
                .exceptionHandling(
                        faults ->
                                faults.authenticationEntryPoint(refusals)
                                        .accessDeniedHandler(refusals))
                .oauth2ResourceServer(
                        tokens ->
                                tokens.bearerTokenResolver(new Credentials())
                                        .authenticationManagerResolver(request -> callers)
                                        .authenticationEntryPoint(refusals)
                                        .accessDeniedHandler(refusals))
                .authorizeHttpRequests(
                        requests ->
                                // The operator's come first: settings may move them anywhere.
                                requests.requestMatchers(EndpointRequest.to(HEALTH))
                                        .permitAll()
                                        .requestMatchers(EndpointRequest.toAnyEndpoint())
                                        .access(
                                                (caller, at) ->
                                                        new AuthorizationDecision(
                                                                Caller.of(caller.get())
                                                                        .grants()
                                                                        .operations()))
                                        .requestMatchers(EXPLORER)
                                        .permitAll()
                                        .anyRequest()
                                        .authenticated())
                .build();
    }

    /** Then a client can say that it is on the same machine. */
    private static boolean takesForwardedHeaders(Environment environment) {
        String strategy = environment.getProperty("server.forward-headers-strategy");
        if (strategy != null) {
            return !strategy.equalsIgnoreCase("none");
        }
        @Nullable CloudPlatform platform = CloudPlatform.getActive(environment);
        return platform != null && platform.isUsingForwardHeaders();
    }

    private static void headers(HeadersConfigurer<HttpSecurity> headers, Protection protection) {
        headers.cacheControl(HeadersConfigurer.CacheControlConfig::disable)
                .xssProtection(HeadersConfigurer.XXssConfig::disable)
                .frameOptions(HeadersConfigurer.FrameOptionsConfig::deny)
                .referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER))
                .contentSecurityPolicy(
                        policy ->
                                policy.policyDirectives(
                                        "default-src 'none'; frame-ancestors 'none'"))
                .httpStrictTransportSecurity(tls -> tls.includeSubDomains(false))
                .withObjectPostProcessor(EAGERLY);
        if (protection == Protection.PROTECTED) {
            // What one caller may see is not kept for another, nor taken to be fresh.
            headers.addHeaderWriter(new StaticHeadersWriter("Cache-Control", "private, no-cache"));
        }
    }

    /** The headers are there from the start: no stream is wrapped to wait for its first byte. */
    private static final ObjectPostProcessor<HeaderWriterFilter> EAGERLY =
            new ObjectPostProcessor<>() {
                @Override
                public <F extends HeaderWriterFilter> F postProcess(F filter) {
                    filter.setShouldWriteHeadersEagerly(true);
                    return filter;
                }
            };

    private static CorsFilter corsFilter(AccessProperties.Cors cors) {
        CorsConfiguration configuration = new CorsConfiguration();
        configuration.setAllowedOrigins(cors.allowedOrigins());
        configuration.setAllowedMethods(List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"));
        configuration.setAllowedHeaders(
                List.of(
                        "Accept",
                        "Authorization",
                        "Content-Encoding",
                        "Content-Type",
                        "Idempotency-Key",
                        "If-Match",
                        "If-None-Match",
                        "Prefer",
                        "X-API-Key",
                        "traceparent"));
        configuration.setExposedHeaders(
                List.of(
                        "ETag",
                        "Idempotency-Replayed",
                        "Link",
                        "Location",
                        "Preference-Applied",
                        "RateLimit",
                        "RateLimit-Policy",
                        "Retry-After",
                        "WWW-Authenticate"));
        configuration.setMaxAge(cors.maxAge());
        UrlBasedCorsConfigurationSource source = new UrlBasedCorsConfigurationSource();
        source.registerCorsConfiguration("/**", configuration);
        CorsFilter filter = new CorsFilter(source);
        filter.setCorsProcessor(new CrossOrigin());
        return filter;
    }
}
