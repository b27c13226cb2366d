package io.tabularium.fuzz;

/** How a request reaches the server, or does not. */
enum Delivery {
    /** All at once, and the answer is read to its end. */
    WHOLE,
    /** In small pieces. */
    DRIPPING,
    /** Many on one connection, before the first is answered. */
    PIPELINED,
    /** The beginning; then the client says that no more will come. */
    CUT,
    /** The beginning, or nothing; then silence, until the connection is given up much later. */
    HALF_OPEN,
    /** All of it; then the connection is reset in the middle of the answer. */
    RESET
}
