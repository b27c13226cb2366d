/**
 * What several processes on one database tell each other: by tables alone, which each of them reads
 * once a second. Nothing that must be exact depends on it.
 */
@NullMarked
package io.tabularium.adapter.postgresql.instance;

import org.jspecify.annotations.NullMarked;
