package io.tabularium.adapter.web.access;

import io.tabularium.adapter.key.Grants;
import io.tabularium.adapter.key.Use;
import io.tabularium.adapter.web.problem.Problem;
import io.tabularium.adapter.web.problem.ProblemException;
import io.tabularium.adapter.web.problem.ProblemType;
import io.tabularium.domain.schema.SchemaName;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Set;

/**
 * Who sent a request. Immutable.
 *
 * @param name unique among callers: {@code key:} and the name of an API key, {@code jwt:} and the
 *     subject of a token, or {@code anonymous}
 * @param grants what it is allowed
 */
public record Caller(String name, Grants grants) {

    /** Whoever calls where access is not protected. */
    public static final Caller ANYBODY = new Caller("anonymous", Grants.ALL);

    /** A caller without credentials, where access is protected. */
    private static final Caller NOBODY = new Caller("anonymous", new Grants(Set.of()));

    /** Of an IPv6 address, those of one network. */
    private static final int NETWORK_BYTES = 8;

    /** Whether the caller sent credentials. */
    public boolean isKnown() {
        return !name.equals(NOBODY.name);
    }

    /** The one whose request this thread serves. */
    public static Caller current() {
        return of(SecurityContextHolder.getContext().getAuthentication());
    }

    /** The one who is so known, or nobody. */
    public static Caller of(@Nullable Authentication authentication) {
        return authentication != null && authentication.getPrincipal() instanceof Caller caller
                ? caller
                : NOBODY;
    }

    /**
     * A text that tells the sender of a request from others where each has a share of something:
     * its name, or its address if it sent no credentials. Of an IPv6 address the first 64 bits
     * count, as in {@code address:2001:db8:0:1:0:0:0:0/64}, because one host may have all addresses
     * that begin with them.
     */
    public static String idOf(HttpServletRequest request) {
        Caller caller = current();
        return caller.isKnown() ? caller.name : "address:" + network(request.getRemoteAddr());
    }

    private static String network(String address) {
        if (address.indexOf(':') < 0) {
            return address;
        }
        try {
            byte[] bytes = InetAddress.ofLiteral(address).getAddress();
            if (bytes.length <= NETWORK_BYTES) {
                return address;
            }
            Arrays.fill(bytes, NETWORK_BYTES, bytes.length, (byte) 0);
            return InetAddress.getByAddress(bytes).getHostAddress() + "/64";
        } catch (IllegalArgumentException | UnknownHostException e) {
            // What a proxy says need not be an address.
            return address;
        }
    }

    /**
     * Checks that the caller has a grant for a use of the records of a schema. The schema need not
     * exist, so that a caller without the grant does not learn whether it does.
     *
     * @param schema the name as it was sent, which need not be one
     * @throws ProblemException if it may not
     */
    public void require(Use use, String schema) {
        boolean allowed =
                SchemaName.of(schema)
                        .map(name -> grants.allow(use, name))
                        .orElseGet(() -> grants.allowAll(use));
        if (!allowed) {
            throw forbidden(
                    "This needs a grant to %s the records of that schema.".formatted(use.text()));
        }
    }

    /**
     * Checks that the caller has a grant for a use of the records of at least one schema. For
     * requests that do not say which schema.
     *
     * @throws ProblemException if it may use none
     */
    void requireSome(Use use) {
        if (!grants.allowSome(use)) {
            throw forbidden("This needs a grant to %s records.".formatted(use.text()));
        }
    }

    /**
     * Checks that the caller may see a schema. The schema need not exist.
     *
     * @param schema the name as it was sent, which need not be one
     * @throws ProblemException if it may not
     */
    void requireToSee(String schema) {
        boolean shown = SchemaName.of(schema).map(grants::show).orElseGet(grants::showAll);
        if (!shown) {
            throw forbidden("This needs a grant to see that schema, or to use its records.");
        }
    }

    private static ProblemException forbidden(String detail) {
        return new ProblemException(
                Problem.of(ProblemType.FORBIDDEN, detail)
                        .withHeader(Challenge.HEADER, Challenge.INSUFFICIENT));
    }
}
