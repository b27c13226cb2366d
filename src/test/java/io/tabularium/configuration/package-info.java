@NullMarked
package io.tabularium.configuration;

import org.jspecify.annotations.NullMarked;
