/** The HTTP API: requests parsed, use cases called, answers written, failures told as problems. */
@NullMarked
package io.tabularium.adapter.web;

import org.jspecify.annotations.NullMarked;
