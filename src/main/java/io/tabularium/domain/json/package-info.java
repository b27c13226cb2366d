/** JSON values as the domain has them: what they are, their numbers, their order. */
@NullMarked
package io.tabularium.domain.json;

import org.jspecify.annotations.NullMarked;
