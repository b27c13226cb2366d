package io.tabularium.domain.json;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

class JsonOrderTest {

    @Property(tries = 2_000)
    void isATotalOrderThatAgreesWithEquality(@ForAll long seed) {
        Random random = new Random(seed);
        Object a = Json.comparable(value(random, 3));
        Object b = Json.comparable(value(random, 3));
        Object c = Json.comparable(value(random, 3));
        JsonOrder order = JsonOrder.INSTANCE;

        assertThat(order.compare(a, b) == 0).isEqualTo(Objects.equals(a, b));
        assertThat(Integer.signum(order.compare(a, b)))
                .isEqualTo(-Integer.signum(order.compare(b, a)));
        if (order.compare(a, b) <= 0 && order.compare(b, c) <= 0) {
            assertThat(order.compare(a, c)).isLessThanOrEqualTo(0);
        }
    }

    private static @Nullable Object value(Random random, int depth) {
        return switch (random.nextInt(depth > 0 ? 8 : 6)) {
            case 0 -> null;
            case 1 -> random.nextBoolean();
            case 2 -> (long) random.nextInt(3);
            case 3 ->
                    new BigDecimal(
                            List.of("1.0", "1E+1", "10", "0.0", "2.50").get(random.nextInt(5)));
            case 4 -> BigInteger.valueOf(random.nextInt(3));
            case 5 -> List.of("", "a", "b", "AaAa", "BBBB").get(random.nextInt(5));
            case 6 -> {
                List<@Nullable Object> list = new ArrayList<>();
                for (int i = random.nextInt(3); i > 0; i--) {
                    list.add(value(random, depth - 1));
                }
                yield list;
            }
            default -> {
                Map<String, @Nullable Object> object = new LinkedHashMap<>();
                for (int i = random.nextInt(3); i > 0; i--) {
                    object.put(
                            List.of("a", "b", "AaAa").get(random.nextInt(3)),
                            value(random, depth - 1));
                }
                yield object;
            }
        };
    }
}
