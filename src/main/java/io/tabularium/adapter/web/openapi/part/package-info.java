/** Parts that any OpenAPI document is put together of. */
@NullMarked
package io.tabularium.adapter.web.openapi.part;

import org.jspecify.annotations.NullMarked;
