/** The body of a bulk load as rows, each judged: NDJSON, CSV, JSON arrays. */
@NullMarked
package io.tabularium.adapter.web.rows;

import org.jspecify.annotations.NullMarked;
