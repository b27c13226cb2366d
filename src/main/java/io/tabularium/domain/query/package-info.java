/**
 * What a client asks of a schema's records: filters, order, projection, and positions within the
 * answer.
 */
@NullMarked
package io.tabularium.domain.query;

import org.jspecify.annotations.NullMarked;
