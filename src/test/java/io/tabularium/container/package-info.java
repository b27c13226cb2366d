/** The container image, as far as it can be tested where no container engine runs. */
@NullMarked
package io.tabularium.container;

import org.jspecify.annotations.NullMarked;
