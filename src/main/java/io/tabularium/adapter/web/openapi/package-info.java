/** The OpenAPI document of the API, made from the schemas in force. */
@NullMarked
package io.tabularium.adapter.web.openapi;

import org.jspecify.annotations.NullMarked;
