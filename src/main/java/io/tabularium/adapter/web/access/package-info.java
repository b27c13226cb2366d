/** Who may do what: callers and the credentials by which they are known. */
@NullMarked
package io.tabularium.adapter.web.access;

import org.jspecify.annotations.NullMarked;
