package io.tabularium.adapter.web.openapi;

import static io.tabularium.adapter.web.openapi.part.JsonObjects.object;

import io.tabularium.adapter.key.Grants;
import io.tabularium.adapter.key.Use;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The paths of one schema's records, as far as the caller may use them. */
final class RecordPaths {

    private final String root;
    private final ReadOperations reads;
    private final WriteOperations writes;
    private final boolean readable;
    private final boolean writable;

    RecordPaths(
            DescribedSchema schema, ReadOperations reads, WriteOperations writes, Grants grants) {
        this.root = "/api/v1/records/" + schema.name();
        this.reads = reads;
        this.writes = writes;
        this.readable = grants.allow(Use.READ, schema.schema().name());
        this.writable = grants.allow(Use.WRITE, schema.schema().name());
    }

    Map<String, @Nullable Object> paths() {
        Map<String, @Nullable Object> paths = new LinkedHashMap<>();
        paths.put(root, object("get", readable(reads::find), "post", writable(writes::create)));
        paths.put(
                root + "/{id}",
                object(
                        "parameters",
                        Parameters.references(Parameters.ID),
                        "get",
                        readable(reads::get),
                        "put",
                        writable(writes::replace),
                        "patch",
                        writable(() -> writes.patch(readable)),
                        "delete",
                        writable(writes::remove)));
        if (writable) {
            paths.put(root + "/bulk", object("post", writes.bulk()));
        }
        if (readable) {
            paths.put(root + "/query", object("post", reads.query()));
            paths.put(root + "/stream", object("get", reads.stream()));
            paths.put(root + "/count", object("get", reads.count()));
        }
        return paths;
    }

    private Optional<Map<String, @Nullable Object>> readable(
            Supplier<Map<String, @Nullable Object>> operation) {
        return readable ? Optional.of(operation.get()) : Optional.empty();
    }

    private Optional<Map<String, @Nullable Object>> writable(
            Supplier<Map<String, @Nullable Object>> operation) {
        return writable ? Optional.of(operation.get()) : Optional.empty();
    }
}
