/** Failures told to the client as problems (RFC 9457), whoever found them: we, Spring or Tomcat. */
@NullMarked
package io.tabularium.adapter.web.problem;

import org.jspecify.annotations.NullMarked;
