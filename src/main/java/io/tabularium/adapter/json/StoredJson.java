package io.tabularium.adapter.json;

import java.nio.charset.StandardCharsets;

/**
 * JSON as the text that is stored. Stands in a record in place of the value where the record is
 * only encoded. What {@link JsonWriter} stored would be the same text if it were read and written
 * again; what other software stored is passed on as it is, spaces and repeated members included.
 *
 * @param text on one line
 */
public record StoredJson(String text) {

    public StoredJson {
        if (!isOneLine(text)) {
            throw new IllegalArgumentException("the text has a line break");
        }
    }

    /**
     * Whether the text is on one line. JSON of {@link JsonWriter} always is: a line break in a text
     * is an escape. JSON that other software stored can have line breaks between its tokens.
     */
    public static boolean isOneLine(String text) {
        return text.indexOf('\n') < 0 && text.indexOf('\r') < 0;
    }

    /** The text in UTF-8. */
    public byte[] utf8() {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
