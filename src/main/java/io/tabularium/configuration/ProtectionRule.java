package io.tabularium.configuration;

import io.tabularium.adapter.web.access.Protection;
import io.tabularium.configuration.setting.AccessProperties.Mode;

import org.jspecify.annotations.Nullable;

import java.net.InetAddress;
import java.util.List;

/**
 * Decides whether callers must say who they are: nobody is let in from another machine by
 * oversight.
 *
 * @param credentials whether any are configured
 * @param addresses on which the service listens, null for all that the machine has
 */
record ProtectionRule(Mode mode, boolean credentials, List<@Nullable InetAddress> addresses) {

    private static final String CHOICES =
            "Make an API key (keys create --name=… --grants=…) and name its"
                    + " file with tabularium.security.keys-file, or name who issues tokens with"
                    + " spring.security.oauth2.resourceserver.jwt.issuer-uri.";

    /**
     * @throws AccessNotConfigured if it cannot be decided
     */
    Protection decide() {
        return switch (mode) {
            case AUTOMATIC -> automatic();
            case OPEN -> open();
            case PROTECTED -> {
                if (!credentials) {
                    throw new AccessNotConfigured(
                            "Access is to be protected, and no credentials are configured.",
                            CHOICES);
                }
                yield Protection.PROTECTED;
            }
        };
    }

    private Protection automatic() {
        if (credentials) {
            return Protection.PROTECTED;
        }
        if (addresses.stream().allMatch(ProtectionRule::isLoopback)) {
            return Protection.OPEN;
        }
        throw new AccessNotConfigured(
                "The service would be open to other machines: it is to listen on %s, and no"
                                .formatted(addresses.stream().map(ProtectionRule::text).toList())
                        + " credentials are configured.",
                CHOICES
                        + " If whoever reaches the service is to do everything, set"
                        + " tabularium.security.mode=open.");
    }

    private Protection open() {
        if (credentials) {
            throw new AccessNotConfigured(
                    "Access is to be open, and credentials are configured.",
                    "Take away tabularium.security.mode=open, or the credentials.");
        }
        return Protection.OPEN;
    }

    private static boolean isLoopback(@Nullable InetAddress address) {
        return address != null && address.isLoopbackAddress();
    }

    private static String text(@Nullable InetAddress address) {
        return address == null ? "all addresses" : address.getHostAddress();
    }
}
