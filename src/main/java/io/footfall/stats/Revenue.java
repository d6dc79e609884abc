package io.footfall.stats;

import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/** Money that events moved, by currency (ISO 4217). */
public record Revenue(Map<String, Amounts> byCurrency) {

    static final Revenue NONE = new Revenue(Map.of());

    private static final int DECIMALS = 4;

    /**
     * Of one currency.
     *
     * @param orders events with revenue above 0
     * @param amount in 1/10,000 of the currency
     * @param refunds what was given back, in 1/10,000; not negative
     */
    public record Amounts(long orders, long amount, long refunds) {}

    public Revenue {
        byCurrency = Map.copyOf(byCurrency);
    }

    long orders() {
        return byCurrency.values().stream().mapToLong(Amounts::orders).sum();
    }

    /** What came in, less what was given back. */
    Figure.Money net() {
        return money(amounts -> Math.subtractExact(amounts.amount, amounts.refunds));
    }

    Figure.Money refunds() {
        return money(Amounts::refunds);
    }

    private Figure.Money money(ToLongFunction<Amounts> part) {
        TreeMap<String, BigDecimal> money = new TreeMap<>();
        byCurrency.forEach(
                (currency, amounts) -> money.put(currency, BigDecimal.valueOf(part.applyAsLong(amounts), DECIMALS)));
        return new Figure.Money(money);
    }
}
