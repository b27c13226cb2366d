package io.tabularium.configuration;

/** The settings do not say who may call, or say two things. */
final class AccessNotConfigured extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String action;

    /**
     * @param reason what is wrong
     * @param action what the operator can do
     */
    AccessNotConfigured(String reason, String action) {
        super(reason);
        this.action = action;
    }

    String action() {
        return action;
    }
}
