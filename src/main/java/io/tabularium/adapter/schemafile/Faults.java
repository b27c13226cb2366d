package io.tabularium.adapter.schemafile;

import io.tabularium.domain.Pointer;

import java.util.ArrayList;
import java.util.List;

/** Collects the faults of one schema file, so that all are told at once. */
final class Faults {

    private final String file;
    private final List<SchemaFault> found = new ArrayList<>();

    Faults(String file) {
        this.file = file;
    }

    /** A fault of the file as a whole. */
    void add(String message) {
        found.add(new SchemaFault(file, "", "", message));
    }

    void add(Pointer at, String keyword, String message) {
        found.add(new SchemaFault(file, at.toString(), keyword, message));
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    List<SchemaFault> toList() {
        return List.copyOf(found);
    }
}
