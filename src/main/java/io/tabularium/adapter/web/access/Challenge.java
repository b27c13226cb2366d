package io.tabularium.adapter.web.access;

/** What {@code WWW-Authenticate} says to a refused request (RFC 6750, section 3). */
final class Challenge {

    static final String HEADER = "WWW-Authenticate";

    /** There were no credentials. */
    static final String BARE = "Bearer realm=\"tabularium\"";

    /** There were some that nobody has. */
    static final String INVALID = BARE + ", error=\"invalid_token\"";

    /** They are somebody's who may not do this. */
    static final String INSUFFICIENT = BARE + ", error=\"insufficient_scope\"";

    private Challenge() {}
}
