package io.tabularium.domain.maintenance;

import io.tabularium.domain.schema.Schema;

import java.time.Instant;

/**
 * The definition of a schema as a storage keeps it. A schema whose file is gone has one too.
 *
 * @param schema compiled from the definition
 * @param text the definition as compact JSON
 * @param fingerprint the SHA-256 of the text in UTF-8, in hexadecimal
 * @param revision from 1, one more with each change of the schema
 * @param appliedAt when the storage took this revision
 */
public record StoredDefinition(
        Schema schema, String text, String fingerprint, long revision, Instant appliedAt) {}
