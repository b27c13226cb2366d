package io.tabularium.domain.receipt;

/**
 * What is kept of a request that was done under an {@link IdempotencyKey}. Immutable, as long as
 * nobody writes into the array.
 */
public final class Receipt {

    private final IdempotencyKey key;
    private final String fingerprint;
    private final byte[] outcome;

    /**
     * @param fingerprint equal for equal requests and different for all others
     * @param outcome what the request came to, in the one form that all storages have for it; not
     *     copied
     */
    public Receipt(IdempotencyKey key, String fingerprint, byte[] outcome) {
        this.key = key;
        this.fingerprint = fingerprint;
        this.outcome = outcome;
    }

    public IdempotencyKey key() {
        return key;
    }

    public String fingerprint() {
        return fingerprint;
    }

    /** The array itself, which is not to be written into. */
    public byte[] outcome() {
        return outcome;
    }
}
