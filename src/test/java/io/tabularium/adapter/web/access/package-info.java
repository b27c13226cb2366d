@NullMarked
package io.tabularium.adapter.web.access;

import org.jspecify.annotations.NullMarked;
