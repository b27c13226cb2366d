/**
 * What every storage must do, as one suite that each runs, and a store in memory that is simple
 * enough to be the measure of the others.
 */
@NullMarked
package io.tabularium.contract;

import org.jspecify.annotations.NullMarked;
