/**
 * Bodies of bulk loads, received so that a load never waits for a slow client: such a body is
 * received into a file first. May use admission, pace and access.
 */
@NullMarked
package io.tabularium.adapter.web.upload;

import org.jspecify.annotations.NullMarked;
