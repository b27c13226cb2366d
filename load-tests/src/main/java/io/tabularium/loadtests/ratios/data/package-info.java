/**
 * Generated data: kinds of data, their tables and columns, and the files made of them.
 *
 * <p>Uses no other package of the ratios.
 */
package io.tabularium.loadtests.ratios.data;
