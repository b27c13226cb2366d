/** Checks that others' tools understand the document, and make clients of it that work. */
@NullMarked
package io.tabularium.clients;

import org.jspecify.annotations.NullMarked;
