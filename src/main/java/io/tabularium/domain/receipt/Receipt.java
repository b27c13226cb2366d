package io.tabularium.domain.receipt;

/**
 * What is kept of a request that was done under an {@link IdempotencyKey}. Immutable, as long as
 * nobody writes into the answer.
 */
public final class Receipt {

    private final IdempotencyKey key;
    private final String fingerprint;
    private final byte[] answer;

    /**
     * @param fingerprint equal for equal requests, and for no others
     * @param answer what the client was answered, in a form that is the caller's; not copied
     */
    public Receipt(IdempotencyKey key, String fingerprint, byte[] answer) {
        this.key = key;
        this.fingerprint = fingerprint;
        this.answer = answer;
    }

    public IdempotencyKey key() {
        return key;
    }

    public String fingerprint() {
        return fingerprint;
    }

    /** The array itself, which is not to be written into. */
    public byte[] answer() {
        return answer;
    }
}
