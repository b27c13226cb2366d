package io.tabularium.loadtests.ratios;

/**
 * What was found on one path.
 *
 * @param path what was measured
 * @param unit of {@code ours} and {@code limit}
 * @param ours what the service reaches
 * @param limit what it is held against
 * @param bar what is asked
 */
record Result(String path, String unit, double ours, double limit, Bar bar) {

    static Result of(String path, String unit, Duel.Medians medians, Bar bar) {
        return new Result(path, unit, medians.ours(), medians.limit(), bar);
    }

    double ratio() {
        return ours / limit;
    }

    boolean holds() {
        return switch (bar) {
            case Bar.AtLeast(double ratio, _) -> ratio() >= ratio;
            case Bar.WithinLimit() -> ours <= limit;
            case Bar.None() -> true;
        };
    }

    /** What is asked of a path. */
    sealed interface Bar {

        /** Ours by the limit must reach a ratio, and would better reach the goal. */
        record AtLeast(double ratio, double goal) implements Bar {

            AtLeast(double ratio) {
                this(ratio, ratio);
            }
        }

        /** Ours must not exceed the limit. */
        record WithinLimit() implements Bar {}

        /** Nothing: the figures are for information. */
        record None() implements Bar {}
    }
}
