/** Checks what the document says against what the service does. */
@NullMarked
package io.tabularium.adapter.web.openapi;

import org.jspecify.annotations.NullMarked;
