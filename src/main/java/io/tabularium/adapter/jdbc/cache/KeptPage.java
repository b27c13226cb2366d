package io.tabularium.adapter.jdbc.cache;

import io.tabularium.domain.record.RecordPage;

/**
 * A page as it was read.
 *
 * @param epochs in force before it was read; the page is true as long as they are
 * @param readAt the clock's tick before it was read; after that only single records may be true
 */
record KeptPage(Epochs epochs, long readAt, RecordPage page) {}
