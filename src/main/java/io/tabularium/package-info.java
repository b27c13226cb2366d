@NullMarked
package io.tabularium;

import org.jspecify.annotations.NullMarked;
