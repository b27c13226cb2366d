package io.tabularium.adapter.web.openapi;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import io.tabularium.adapter.json.JsonWriter;
import io.tabularium.adapter.key.Grants;
import io.tabularium.adapter.web.Limits;
import io.tabularium.adapter.web.openapi.part.RenderedDocument;
import io.tabularium.adapter.web.openapi.part.YamlWriter;
import io.tabularium.domain.schema.Schema;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/**
 * The documents of all callers, each made once for as long as the schemas stay what they are: it
 * depends on nothing but them and the grants. So many are kept as fit into some room. Thread-safe.
 */
final class OpenApiDocuments {

    private static final long MAX_KEPT_BYTES = 16L << 20;

    private final Limits limits;
    private final String version;
    private final Cache<Key, RenderedDocument> rendered =
            Caffeine.newBuilder()
                    .maximumWeight(MAX_KEPT_BYTES)
                    .weigher((Key key, RenderedDocument document) -> document.length(true))
                    .build();

    OpenApiDocuments(Limits limits, String version) {
        this.limits = limits;
        this.version = version;
    }

    /** The form of a document. */
    enum Form {
        JSON,
        YAML
    }

    /**
     * The document.
     *
     * @param secured whether callers need credentials
     */
    RenderedDocument get(List<Schema> schemas, Grants grants, boolean secured, Form form) {
        return rendered.get(new Key(schemas, grants, secured, form), this::render);
    }

    private RenderedDocument render(Key key) {
        Map<String, @Nullable Object> document =
                OpenApiDocument.of(key.schemas, key.grants, key.secured, limits, version);
        return new RenderedDocument(
                switch (key.form) {
                    case JSON -> JsonWriter.toText(document);
                    case YAML -> YamlWriter.write(document);
                });
    }

    private record Key(List<Schema> schemas, Grants grants, boolean secured, Form form) {
        Key {
            schemas = List.copyOf(schemas);
        }
    }
}
