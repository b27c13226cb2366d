/** What every storage is: one object, opened, whose ports work on the same records. */
@NullMarked
package io.tabularium.domain.storage;

import org.jspecify.annotations.NullMarked;
