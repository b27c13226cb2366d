/**
 * Pages, single records and streams out of any SQL database, within the time and memory they may
 * take.
 */
@NullMarked
package io.tabularium.adapter.jdbc.read;

import org.jspecify.annotations.NullMarked;
