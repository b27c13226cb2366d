/** The settings under {@code tabularium}, a record for each group, checked when they are bound. */
@NullMarked
package io.tabularium.configuration.setting;

import org.jspecify.annotations.NullMarked;
