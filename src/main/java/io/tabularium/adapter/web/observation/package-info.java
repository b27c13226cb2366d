/**
 * What is told of requests once they are answered: counted in metrics, written in a line each, and
 * never a part of the data.
 */
@NullMarked
package io.tabularium.adapter.web.observation;

import org.jspecify.annotations.NullMarked;
