/** What operators see and start over HTTP: endpoints of the actuator, and health. */
@NullMarked
package io.tabularium.adapter.operator;

import org.jspecify.annotations.NullMarked;
