/** Copies of the whole storage: snapshots to restore, exports to leave with. */
@NullMarked
package io.tabularium.domain.backup;

import org.jspecify.annotations.NullMarked;
