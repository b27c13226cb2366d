package io.tabularium.adapter.web.rows;

/**
 * A record of CSV.
 *
 * @param line that it begins on, from 1
 * @param broken whether a quote is not closed, or there is text behind the closing one
 * @param width how many cells there are, those that are not kept included
 * @param cells those that are kept
 * @param room that was taken for them, in bytes
 */
record CsvRecord(long line, boolean broken, int width, CsvCells cells, int room) {}
