/** Who may do what: callers, the credentials by which they are known, and what they are granted. */
@NullMarked
package io.tabularium.adapter.web.access;

import org.jspecify.annotations.NullMarked;
