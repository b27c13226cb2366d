/** Schema files, read strictly and compiled: what the service would not honour is an error. */
@NullMarked
package io.tabularium.adapter.schemafile;

import org.jspecify.annotations.NullMarked;
