/** The HTTP API through real sockets, over records held in memory. */
@NullMarked
package io.tabularium.adapter.web;

import org.jspecify.annotations.NullMarked;
