/** Request bodies: bounded, of a media type we know, read as drafts of records. */
@NullMarked
package io.tabularium.adapter.web.body;

import org.jspecify.annotations.NullMarked;
