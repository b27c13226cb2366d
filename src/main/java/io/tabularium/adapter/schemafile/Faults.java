package io.tabularium.adapter.schemafile;

import io.tabularium.domain.Pointer;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Collects the faults of one schema file, so that all are told at once. */
final class Faults {

    private final String file;
    private final List<SchemaFault> found = new ArrayList<>();
    private final Set<String> places = new HashSet<>();

    Faults(String file) {
        this.file = file;
    }

    /** A fault of the file as a whole. */
    void add(String message) {
        found.add(new SchemaFault(file, "", "", message));
    }

    /** A fault of a keyword; only the first at a place counts, for others follow from it. */
    void add(Pointer at, String keyword, String message) {
        if (places.add(at + " " + keyword)) {
            found.add(new SchemaFault(file, at.toString(), keyword, message));
        }
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    List<SchemaFault> toList() {
        return List.copyOf(found);
    }
}
