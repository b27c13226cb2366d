/** Tests of how many requests are let in. */
@NullMarked
package io.tabularium.adapter.web.admission;

import org.jspecify.annotations.NullMarked;
