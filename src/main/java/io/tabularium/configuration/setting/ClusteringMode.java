package io.tabularium.configuration.setting;

/** Who starts the clustering of tables. */
public enum ClusteringMode {
    /** The service, when a table is out of order and the load is low; an operator may too. */
    AUTO,
    /** An operator alone. */
    MANUAL
}
