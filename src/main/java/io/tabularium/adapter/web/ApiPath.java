package io.tabularium.adapter.web;

import io.tabularium.domain.record.DataRecord;
import io.tabularium.domain.record.RecordId;
import io.tabularium.domain.schema.SchemaName;

/** The paths of the API that more than one controller serves. */
public final class ApiPath {

    public static final String ROOT = "/api/v1";

    /** The records of all schemas. */
    public static final String ALL_RECORDS = ROOT + "/records";

    /** The records of one; {@code bulk} is no schema but a path of its own. */
    public static final String RECORDS = ALL_RECORDS + "/{schema:(?!bulk$).+}";

    /** One record; the names of the other paths on this level are no identifiers. */
    public static final String RECORD = RECORDS + "/{id:(?!(?:bulk|query|stream|count)$).+}";

    private ApiPath() {}

    /** The address of a schema's records. */
    public static String of(SchemaName schema) {
        return ALL_RECORDS + "/" + schema;
    }

    /** The address of a record. */
    public static String of(DataRecord record) {
        return of(record.schema().name(), record.id());
    }

    /** The address of the record of that identifier. */
    public static String of(SchemaName schema, RecordId id) {
        return of(schema) + "/" + id;
    }
}
