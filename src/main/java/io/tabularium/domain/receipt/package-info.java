/**
 * Requests that may come again under a key, and their receipts. What a request came to is a {@link
 * io.tabularium.domain.record.KeptOutcome}.
 */
@NullMarked
package io.tabularium.domain.receipt;

import org.jspecify.annotations.NullMarked;
