/**
 * The rules of the records office: schemas, records, queries, and the ports that storage
 * implements. Plain Java only.
 */
@NullMarked
package io.tabularium.domain;

import org.jspecify.annotations.NullMarked;
