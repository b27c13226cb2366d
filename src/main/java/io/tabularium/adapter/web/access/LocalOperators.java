package io.tabularium.adapter.web.access;

import io.tabularium.adapter.web.problem.Problem;
import io.tabularium.adapter.web.problem.ProblemResponse;
import io.tabularium.adapter.web.problem.ProblemType;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.security.core.AuthenticationException;

import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Where access is not protected, operators are told by being on the same machine: not what a proxy
 * or a web page sends from there. A proxy on the same machine that adds no header is not told from
 * a client.
 */
public final class LocalOperators {

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

    private LocalOperators() {}

    /** Answers a request that does not come from one. */
    public static void refuse(
            HttpServletRequest request,
            HttpServletResponse response,
            AuthenticationException exception)
            throws IOException {
        ProblemResponse.send(
                Problem.of(
                        ProblemType.FORBIDDEN,
                        "Where nobody needs a key, this is for clients on the same machine."),
                request,
                response);
    }

    /**
     * Whether the request comes from one. To be asked only where address and name are those of the
     * connection, not what headers have made of them.
     */
    public static boolean sent(HttpServletRequest request) {
        return InetAddress.ofLiteral(request.getRemoteAddr()).isLoopbackAddress()
                && LOCAL_NAME.matcher(request.getServerName()).matches()
                && SENT_ON.stream().allMatch(header -> request.getHeader(header) == null);
    }
}
