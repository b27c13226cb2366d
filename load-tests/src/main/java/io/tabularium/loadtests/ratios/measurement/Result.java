package io.tabularium.loadtests.ratios.measurement;

/**
 * The result of one measured path.
 *
 * @param path title of the path
 * @param unit unit of {@code ours} and {@code limit}
 * @param ours figure of the service
 * @param limit figure of what the service is held against
 * @param bar what the service must reach
 */
public record Result(String path, String unit, double ours, double limit, Bar bar) {

    public static Result of(String path, String unit, Comparison.Medians medians, Bar bar) {
        return new Result(path, unit, medians.ours(), medians.limit(), bar);
    }

    /** {@code ours / limit}. */
    double ratio() {
        return ours / limit;
    }

    /** Whether the service reaches the bar. */
    public boolean holds() {
        return switch (bar) {
            case Bar.AtLeast(double ratio, _) -> ratio() >= ratio;
            case Bar.WithinLimit() -> ours <= limit;
            case Bar.None() -> true;
        };
    }

    /** What the service must reach on a path. */
    public sealed interface Bar {

        /** {@code ours / limit} must reach the ratio, and should reach the goal. */
        public record AtLeast(double ratio, double goal) implements Bar {

            public AtLeast(double ratio) {
                this(ratio, ratio);
            }
        }

        /** {@code ours} must not exceed {@code limit}. */
        record WithinLimit() implements Bar {}

        /** No bar: the figures are for information. */
        record None() implements Bar {}
    }
}
