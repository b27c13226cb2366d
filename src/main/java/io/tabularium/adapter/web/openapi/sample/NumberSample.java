package io.tabularium.adapter.web.openapi.sample;

import io.tabularium.domain.json.Json;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes numbers that lie within the bounds of a schema: a guess, to be checked. */
final class NumberSample {

    private final Map<?, ?> keywords;

    NumberSample(Map<?, ?> keywords) {
        this.keywords = keywords;
    }

    /** The numbers worth a try, plain ones first. */
    List<BigDecimal> candidates() {
        List<BigDecimal> near =
                Stream.of(1, 0, 2, 3, 4, 5, 10, 100)
                        .map(BigDecimal::valueOf)
                        .collect(Collectors.toCollection(ArrayList::new));
        BigDecimal low = number("minimum", "exclusiveMinimum");
        BigDecimal high = number("maximum", "exclusiveMaximum");
        addAround(near, low);
        addAround(near, high);
        if (low != null && high != null) {
            near.add(low.add(high).divide(BigDecimal.TWO));
        }
        BigDecimal divisor = number("multipleOf");
        if (divisor != null && divisor.signum() > 0) {
            List.copyOf(near).forEach(number -> addMultiples(near, number, divisor));
        }
        return near;
    }

    private static void addAround(List<BigDecimal> near, @Nullable BigDecimal bound) {
        if (bound != null) {
            near.add(bound);
            near.add(bound.add(BigDecimal.ONE));
            near.add(bound.subtract(BigDecimal.ONE));
            near.add(bound.setScale(0, RoundingMode.CEILING));
            near.add(bound.setScale(0, RoundingMode.FLOOR));
        }
    }

    private static void addMultiples(List<BigDecimal> near, BigDecimal number, BigDecimal divisor) {
        near.add(number.divide(divisor, 0, RoundingMode.CEILING).multiply(divisor));
        near.add(number.divide(divisor, 0, RoundingMode.FLOOR).multiply(divisor));
    }

    private @Nullable BigDecimal number(String... names) {
        for (String name : names) {
            @Nullable Object value = keywords.get(name);
            if (value != null && Json.isNumber(value)) {
                return Json.toDecimal(value);
            }
        }
        return null;
    }
}
