package io.tabularium.adapter.schemafile;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** The schema files cannot be used. The message lists every fault of every file, a line each. */
public final class SchemaFileException extends RuntimeException {

    private final transient List<SchemaFault> faults;

    SchemaFileException(Path location, List<SchemaFault> faults) {
        this(location, faults, null);
    }

    SchemaFileException(Path location, List<SchemaFault> faults, @Nullable Throwable cause) {
        super(
                faults.stream()
                        .map(fault -> "\n  " + fault)
                        .collect(
                                Collectors.joining(
                                        "",
                                        "The schemas in '" + location + "' cannot be used:",
                                        "")),
                cause);
        this.faults = List.copyOf(faults);
    }

    public List<SchemaFault> faults() {
        return faults;
    }
}
