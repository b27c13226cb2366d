/** How Tomcat takes connections. */
@NullMarked
package io.tabularium.adapter.web.tomcat;

import org.jspecify.annotations.NullMarked;
