/**
 * JSON text to and from the domain's plain values, strictly and without loss; shared by the
 * adapters that speak JSON.
 */
@NullMarked
package io.tabularium.adapter.json;

import org.jspecify.annotations.NullMarked;
