/** The page in which a person reads and tries the API. */
@NullMarked
package io.tabularium.adapter.web.explorer;

import org.jspecify.annotations.NullMarked;
