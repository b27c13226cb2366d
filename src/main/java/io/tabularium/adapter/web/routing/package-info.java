/**
 * Which method of a controller serves a request, and what the request passes before. May use access
 * and admission.
 */
@NullMarked
package io.tabularium.adapter.web.routing;

import org.jspecify.annotations.NullMarked;
