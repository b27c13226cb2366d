@NullMarked
package io.tabularium.adapter.key;

import org.jspecify.annotations.NullMarked;
