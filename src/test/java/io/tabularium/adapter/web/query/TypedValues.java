package io.tabularium.adapter.web.query;

import io.tabularium.domain.schema.BasicType;
import io.tabularium.domain.schema.DecimalType;
import io.tabularium.domain.schema.PropertyType;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.UUID;

/** Random values of each scalar type, its limits often among them. */
final class TypedValues {

    private static final LocalDate FIRST_DAY = LocalDate.of(1, 1, 1);
    private static final LocalDate LAST_DAY = LocalDate.of(9999, 12, 31);

    private TypedValues() {}

    static Arbitrary<Object> of(PropertyType type) {
        return switch (type) {
            case BasicType basic ->
                    switch (basic) {
                        case TEXT -> text().map(Object.class::cast);
                        case INTEGER -> Arbitraries.longs().map(Object.class::cast);
                        case DOUBLE -> doubles().map(Object.class::cast);
                        case BOOLEAN -> Arbitraries.of(true, false).map(Object.class::cast);
                        case DATE -> times().map(LocalDateTime::toLocalDate);
                        case INSTANT -> times().map(TypedValues::instant);
                        case LOCAL_DATE_TIME -> times().map(Object.class::cast);
                        case UUID ->
                                Arbitraries.longs()
                                        .tuple2()
                                        .map(bits -> new UUID(bits.get1(), bits.get2()));
                        case OBJECT, ARRAY -> throw new IllegalArgumentException("no scalar");
                    };
            case DecimalType decimal -> decimals(decimal).map(Object.class::cast);
        };
    }

    /** Text of any characters that can be stored, those that syntaxes care about more often. */
    private static Arbitrary<String> text() {
        Arbitrary<String> special =
                Arbitraries.of(
                        ",", "(", ")", "\"", "\\", ".", "%", "_", "+", " ", "&", "=", "not.", "");
        Arbitrary<String> any =
                Arbitraries.integers()
                        .between(1, Character.MAX_CODE_POINT)
                        .filter(point -> point < 0xD800 || point > 0xDFFF)
                        .map(Character::toString);
        return Arbitraries.oneOf(special, any).list().ofMaxSize(8).map(TypedValues::join);
    }

    private static String join(java.util.List<String> parts) {
        return String.join("", parts);
    }

    private static Arbitrary<Double> doubles() {
        return Arbitraries.oneOf(
                Arbitraries.longs()
                        .map(Double::longBitsToDouble)
                        .filter(Double::isFinite)
                        .filter(number -> number != 0),
                Arbitraries.of(0.0, Double.MIN_VALUE, Double.MAX_VALUE, -1e-5, 1e10, 0.1));
    }

    private static Arbitrary<BigDecimal> decimals(DecimalType type) {
        BigInteger end = BigInteger.TEN.pow(type.precision());
        return Arbitraries.bigIntegers()
                .between(end.negate().add(BigInteger.ONE), end.subtract(BigInteger.ONE))
                .map(unscaled -> new BigDecimal(unscaled, type.scale()));
    }

    private static Arbitrary<LocalDateTime> times() {
        return Arbitraries.longs()
                .between(FIRST_DAY.toEpochDay(), LAST_DAY.toEpochDay())
                .flatMap(
                        day ->
                                Arbitraries.longs()
                                        .between(0, 86_400_000_000L - 1)
                                        .map(
                                                micros ->
                                                        LocalDate.ofEpochDay(day)
                                                                .atStartOfDay()
                                                                .plusNanos(micros * 1_000)));
    }

    private static Instant instant(LocalDateTime time) {
        return time.toInstant(ZoneOffset.UTC);
    }
}
