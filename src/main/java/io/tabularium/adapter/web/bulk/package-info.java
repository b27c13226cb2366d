/**
 * The formats of bulk loads, each read row by row in memory that does not grow with their number.
 */
@NullMarked
package io.tabularium.adapter.web.bulk;

import org.jspecify.annotations.NullMarked;
