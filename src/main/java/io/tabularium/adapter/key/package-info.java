/**
 * API keys and what they allow: grants, hashes, the file of keys. The web room asks which key a
 * client sent; the command line makes, lists and revokes keys.
 */
@NullMarked
package io.tabularium.adapter.key;

import org.jspecify.annotations.NullMarked;
