package io.tabularium.application.command;

import io.tabularium.domain.maintenance.StorageClusterer.Phase;
import io.tabularium.domain.schema.SchemaName;

/**
 * How far the clustering of a schema is.
 *
 * @param phase the one under way, or the last
 * @param copied so many records are in their new order
 * @param all so many there were at the beginning
 */
public record ClusteringProgress(SchemaName schema, Phase phase, long copied, long all) {}
