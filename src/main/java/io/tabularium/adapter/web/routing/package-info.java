/**
 * Which method of a controller serves a request, and what the request passes before. Uses the rooms
 * of the interceptors: access, answer, admission.
 */
@NullMarked
package io.tabularium.adapter.web.routing;

import org.jspecify.annotations.NullMarked;
