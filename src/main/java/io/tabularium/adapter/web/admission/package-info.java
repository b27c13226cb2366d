/** Which requests are let in to do their work, how many of each kind at a time. */
@NullMarked
package io.tabularium.adapter.web.admission;

import org.jspecify.annotations.NullMarked;
