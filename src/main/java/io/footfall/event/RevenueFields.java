package io.footfall.event;

import io.footfall.event.JsonFields.Unfit;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads {@code revenue}: an exact decimal amount and its currency. */
final class RevenueFields {

    /** Digits behind the point that are kept. */
    static final int SCALE = 4;

    private static final int MAX_AMOUNT_TEXT = 20;
    private static final BigDecimal MOST = BigDecimal.valueOf(1_000_000_000L);
    private static final Set<String> CURRENCIES = Currency.getAvailableCurrencies().stream()
            .map(Currency::getCurrencyCode)
            .collect(Collectors.toUnmodifiableSet());

    private final JsonFields json;
    private @Nullable Long amount;
    private @Nullable String currency;

    RevenueFields(JsonFields json) {
        this.json = json;
    }

    Event.Revenue read() throws IOException, Unfit {
        json.object(this::field);
        if (amount == null) {
            throw json.missing("amount");
        }
        if (currency == null) {
            throw json.missing("currency");
        }
        return new Event.Revenue(amount, currency);
    }

    private void field(String name) throws IOException, Unfit {
        switch (name) {
            case "amount" -> amount = amount();
            case "currency" -> currency = currency();
            default -> json.skip();
        }
    }

    private long amount() throws IOException, Unfit {
        String text = json.scalar(MAX_AMOUNT_TEXT);
        try {
            // An exponent could ask for more digits than memory holds.
            BigDecimal decimal = text.matches("-?[0-9]+([.][0-9]+)?") ? new BigDecimal(text) : MOST.add(MOST);
            if (decimal.abs().compareTo(MOST) <= 0) {
                return decimal.movePointRight(SCALE).longValueExact();
            }
        } catch (ArithmeticException tooFine) {
            // the same complaint
        }
        throw json.unfit("must be a decimal such as 19.90, at most a billion, with at most 4 digits behind the point");
    }

    private String currency() throws IOException, Unfit {
        String code = json.text(3);
        if (!CURRENCIES.contains(code)) {
            throw json.unfit("must be a currency of ISO 4217 such as EUR");
        }
        return code;
    }
}
