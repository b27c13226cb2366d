/** Clients that send or take slowly, held to a least speed so that they hold nothing for ever. */
@NullMarked
package io.tabularium.adapter.web.pace;

import org.jspecify.annotations.NullMarked;
