/**
 * Attacks on a real server with a small heap, over HTTP: requests that are large, expensive to
 * decide, or slow, and many of them at once.
 */
@NullMarked
package io.tabularium.attack;

import org.jspecify.annotations.NullMarked;
