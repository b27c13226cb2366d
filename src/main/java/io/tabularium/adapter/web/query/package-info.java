/** What a client asks for, read from query strings and bodies into the domain's queries. */
@NullMarked
package io.tabularium.adapter.web.query;

import org.jspecify.annotations.NullMarked;
