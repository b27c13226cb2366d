/** The wiring: settings bound and checked, adapters and use cases put together. */
@NullMarked
package io.tabularium.configuration;

import org.jspecify.annotations.NullMarked;
