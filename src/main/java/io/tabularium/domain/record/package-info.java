/** Records, the drafts they are made from, the ports that read and write them. */
@NullMarked
package io.tabularium.domain.record;

import org.jspecify.annotations.NullMarked;
