package io.tabularium.adapter.web;

import io.tabularium.adapter.web.problem.Problem;
import io.tabularium.adapter.web.problem.ProblemResponse;
import io.tabularium.adapter.web.problem.ProblemType;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Keeps the operator's endpoints from everybody else. Where a token is set, it must be sent ({@code
 * Authorization: Bearer}, RFC 6750); where none is, only a client on the same machine is let in:
 * not what a proxy or a web page sends from there. A proxy on the same machine that adds no header
 * is not told from a client, so behind a proxy a token must be set. Health and metrics are open.
 * Thread-safe.
 */
public final class OperatorGuard extends HttpFilter {

    private static final Logger LOG = LoggerFactory.getLogger(OperatorGuard.class);
    private static final long serialVersionUID = 1;
    private static final String SCHEME = "Bearer ";
    private static final String CHALLENGE = "Bearer realm=\"tabularium\"";

    /** The headers that proxies and web pages send. */
    private static final List<String> SENT_ON =
            List.of(
                    "Forwarded",
                    "X-Forwarded-For",
                    "X-Forwarded-Host",
                    "X-Forwarded-Proto",
                    "X-Real-IP",
                    "Via",
                    "Origin");

    /** Another name may lead here as well, by whoever owns it, for the web pages that he serves. */
    private static final Pattern LOCAL_NAME =
            Pattern.compile("(?i)localhost|127(?:\\.[0-9]{1,3}){3}|\\[?::1]?");

    private final transient Optional<byte[]> token;
    private final Pattern open;

    /**
     * @param token empty where none is set
     * @param basePath what the paths of the endpoints begin with, such as {@code /actuator}
     */
    public OperatorGuard(Optional<String> token, String basePath) {
        this.token = token.map(OperatorGuard::bytes);
        // Of the path as it was sent: what is written in any other way is not open.
        this.open =
                Pattern.compile(
                        Pattern.quote(basePath) + "/(prometheus|health(?:/[A-Za-z0-9_-]++)*+)");
    }

    @Override
    protected void doFilter(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Optional<Problem> refusal = isOpen(request) ? Optional.empty() : refusal(request);
        if (refusal.isEmpty()) {
            chain.doFilter(request, response);
            return;
        }
        LOG.atInfo()
                .addKeyValue("problem", refusal.get().type())
                .addKeyValue("method", request.getMethod())
                .addKeyValue("peer", request.getRemoteAddr())
                .log("operator_refused");
        ProblemResponse.send(refusal.get(), request, response);
    }

    private boolean isOpen(HttpServletRequest request) {
        String path = request.getRequestURI().substring(request.getContextPath().length());
        return open.matcher(path).matches();
    }

    private Optional<Problem> refusal(HttpServletRequest request) {
        if (token.isPresent()) {
            return unauthenticated(request.getHeader("Authorization"), token.get());
        }
        return isLocal(request)
                ? Optional.empty()
                : Optional.of(
                        Problem.of(
                                ProblemType.FORBIDDEN,
                                "Without an operator's token this is for clients on the same"
                                        + " machine."));
    }

    private static Optional<Problem> unauthenticated(@Nullable String credentials, byte[] token) {
        if (credentials == null
                || !credentials.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.of(
                    Problem.of(ProblemType.UNAUTHENTICATED, "An operator's token is needed.")
                            .withHeader("WWW-Authenticate", CHALLENGE));
        }
        // The comparison takes as long whatever is sent.
        if (MessageDigest.isEqual(token, bytes(credentials.substring(SCHEME.length()).strip()))) {
            return Optional.empty();
        }
        return Optional.of(
                Problem.of(ProblemType.UNAUTHENTICATED, "The operator's token is not valid.")
                        .withHeader("WWW-Authenticate", CHALLENGE + ", error=\"invalid_token\""));
    }

    private static boolean isLocal(HttpServletRequest request) {
        return InetAddress.ofLiteral(request.getRemoteAddr()).isLoopbackAddress()
                && LOCAL_NAME.matcher(request.getServerName()).matches()
                && SENT_ON.stream().allMatch(header -> request.getHeader(header) == null);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
