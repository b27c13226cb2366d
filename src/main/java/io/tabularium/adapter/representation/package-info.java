/**
 * The one representation of a record: its bytes as JSON and as CSV. Shared by the adapters that
 * answer with records and those that can have storage make the text. And what receipts keep of it.
 */
@NullMarked
package io.tabularium.adapter.representation;

import org.jspecify.annotations.NullMarked;
