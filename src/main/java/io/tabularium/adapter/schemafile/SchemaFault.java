package io.tabularium.adapter.schemafile;

/**
 * One fault of a schema file.
 *
 * @param file the file's name, without its folder
 * @param pointer where in the file, as a JSON Pointer (RFC 6901); empty for the whole
 * @param keyword the keyword at fault; empty where the fault is the file's as a whole
 * @param message what is wrong, in a few words
 */
public record SchemaFault(String file, String pointer, String keyword, String message) {

    @Override
    public String toString() {
        String place = pointer.isEmpty() ? file : file + "#" + pointer;
        return keyword.isEmpty()
                ? place + ": " + message
                : place + ": '" + keyword + "' " + message;
    }
}
