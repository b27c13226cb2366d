/**
 * What is answered: representations with their headers, and answers that are kept for a repetition.
 */
@NullMarked
package io.tabularium.adapter.web.answer;

import org.jspecify.annotations.NullMarked;
