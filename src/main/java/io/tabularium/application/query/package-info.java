/** Use cases that read schemas and records: a handler each. */
@NullMarked
package io.tabularium.application.query;

import org.jspecify.annotations.NullMarked;
