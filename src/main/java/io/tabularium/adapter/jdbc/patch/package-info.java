/**
 * Patches of records: read, patched and validated beside other writes, and committed together.
 * Knows no SQL; what reads and what writes is given to it.
 */
@NullMarked
package io.tabularium.adapter.jdbc.patch;

import org.jspecify.annotations.NullMarked;
