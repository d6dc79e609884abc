package io.footfall.stats;

import java.math.BigDecimal;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What an answer says for a metric. */
public sealed interface Figure {

    /** By what rows are ordered. */
    double size();

    /** A number of things. */
    record Count(long number) implements Figure {
        @Override
        public double size() {
            return number;
        }
    }

    /** A share or an average. */
    record Ratio(double number) implements Figure {
        @Override
        public double size() {
            return number;
        }
    }

    /** Exact amounts of money by currency (ISO 4217), without zeros after the cents. */
    record Money(SortedMap<String, BigDecimal> amounts) implements Figure {

        public Money {
            amounts = new TreeMap<>(amounts);
        }

        /** Currencies as if they were equal; most sites have one. */
        @Override
        public double size() {
            return amounts.values().stream()
                    .mapToDouble(BigDecimal::doubleValue)
                    .sum();
        }

        /** What is left of it without parts; without zeros. */
        Money without(Iterable<Money> parts) {
            TreeMap<String, BigDecimal> rest = new TreeMap<>(amounts);
            for (Money part : parts) {
                part.amounts.forEach((currency, amount) -> rest.merge(currency, amount.negate(), BigDecimal::add));
            }
            rest.values().removeIf(amount -> amount.signum() == 0);
            return new Money(rest);
        }

        /** As decimal numbers, such as {@code 19.90}. */
        public Map<String, String> texts() {
            Map<String, String> texts = new TreeMap<>();
            amounts.forEach((currency, amount) -> texts.put(currency, text(amount)));
            return texts;
        }

        private static String text(BigDecimal amount) {
            BigDecimal stripped = amount.stripTrailingZeros();
            return (stripped.scale() < CENTS ? stripped.setScale(CENTS) : stripped).toPlainString();
        }

        private static final int CENTS = 2;
    }
}
