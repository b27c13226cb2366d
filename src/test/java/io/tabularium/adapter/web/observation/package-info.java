/** How requests are told of. */
@NullMarked
package io.tabularium.adapter.web.observation;

import org.jspecify.annotations.NullMarked;
