package io.footfall.event;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.SplittableRandom;

/** Bodies of the mix, as {@code mix.lua} sends them: 10,000 pages, 1,000 sources, one in five begins a visit. */
public final class Bodies {

    /** The day on which they were sent. */
    public static final LocalDate DAY = LocalDate.of(2026, 11, 24);

    private static final String BEGINS = """
            {"site":"example.com","receipt":"%s","visit":{"day":"2026-11-24","entry":"%s","referrer":"%s","screen":1280,"language":"de"},\
            "nonce":"AAAAAAAAAAA","visitor":{"day":"2026-11-24","previousDay":null,"minutesAway":null},\
            "events":[{"type":"pageview","url":"%s","page":1,"firstView":true}]}""";

    private static final String GOES_ON = """
            {"site":"example.com","receipt":"%s","visit":{"day":"2026-11-24","entry":"%s","referrer":"%s","screen":1280,"language":"de",\
            "as":"1;DE;desktop;Chrome;Windows;Referral;source1.example"},"nonce":"AAAAAAAAAAA",\
            "events":[{"type":"pageview","url":"%s","page":2,"from":"%s","exitBefore":"%s","firstView":true}]}""";

    private final SplittableRandom random = new SplittableRandom(7);
    private final String receipt;

    public Bodies(String receipt) {
        this.receipt = receipt;
    }

    private int number(int most) {
        return (int) (most * random.nextDouble() * random.nextDouble());
    }

    private String page() {
        return "https://example.com/p/page-" + number(10_000);
    }

    private String source() {
        return "https://source" + number(1_000) + ".example/";
    }

    /** The next body. */
    public byte[] any() {
        String entry = page();
        String body = random.nextInt(5) == 0
                ? BEGINS.formatted(receipt, entry, source(), entry)
                : GOES_ON.formatted(receipt, entry, source(), page(), entry, entry);
        return body.getBytes(StandardCharsets.UTF_8);
    }
}
