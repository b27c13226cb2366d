package io.tabularium.domain.schema.format;

/**
 * E-mail addresses (RFC 5321, section 4.1.2) as they are in use: a dot-atom, {@code @} and a domain
 * name, in ASCII. Quoted local parts and address literals are refused.
 */
public final class EmailText {

    private static final int MAX_LENGTH = 254;
    private static final int MAX_LOCAL_LENGTH = 64;
    private static final int MAX_LABEL_LENGTH = 63;
    private static final String ATOM_SYMBOLS = "!#$%&'*+-/=?^_`{|}~";

    private EmailText() {}

    public static boolean accepts(String text) {
        int at = text.indexOf('@');
        return at > 0
                && at <= MAX_LOCAL_LENGTH
                && text.length() <= MAX_LENGTH
                && isDotAtom(text.substring(0, at))
                && isDomain(text.substring(at + 1));
    }

    private static boolean isDotAtom(String text) {
        for (String atom : text.split("\\.", -1)) {
            if (atom.isEmpty() || !atom.chars().allMatch(EmailText::isAtomText)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isDomain(String text) {
        for (String label : text.split("\\.", -1)) {
            boolean sound =
                    !label.isEmpty()
                            && label.length() <= MAX_LABEL_LENGTH
                            && !label.startsWith("-")
                            && !label.endsWith("-")
                            && label.chars().allMatch(c -> isAlphanumeric(c) || c == '-');
            if (!sound) {
                return false;
            }
        }
        return true;
    }

    private static boolean isAtomText(int c) {
        return isAlphanumeric(c) || ATOM_SYMBOLS.indexOf(c) >= 0;
    }

    private static boolean isAlphanumeric(int c) {
        return c < 128 && Character.isLetterOrDigit(c);
    }
}
