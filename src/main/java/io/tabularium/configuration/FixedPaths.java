package io.tabularium.configuration;

import org.springframework.core.env.Environment;

import java.util.List;

/**
 * The paths of the API are the same everywhere: {@code Location} and {@code Link}, the OpenAPI
 * document and the metrics all count on them.
 */
final class FixedPaths {

    private static final List<String> PREFIXES =
            List.of("server.servlet.context-path", "spring.mvc.servlet.path");

    private FixedPaths() {}

    /**
     * Sees that nothing is to be put before the paths.
     *
     * @throws PrefixRefused if something is
     */
    static void require(Environment settings) {
        for (String prefix : PREFIXES) {
            String path = settings.getProperty(prefix, "");
            if (!path.isEmpty() && !path.equals("/")) {
                throw new PrefixRefused(prefix, path);
            }
        }
    }

    /** A setting would put something before the paths. */
    static final class PrefixRefused extends RuntimeException {

        private static final long serialVersionUID = 1;

        private PrefixRefused(String setting, String path) {
            super("%s is '%s', and the paths of the API are fixed.".formatted(setting, path));
        }

        String action() {
            return "Take the setting away. A proxy that is to serve the API under another path"
                    + " must take that off before it passes requests on, and put it into Location"
                    + " and Link.";
        }
    }
}
