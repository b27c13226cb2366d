/** Ports for work on the whole storage: stored order, indexes, snapshots, exports. */
@NullMarked
package io.tabularium.domain.maintenance;

import org.jspecify.annotations.NullMarked;
