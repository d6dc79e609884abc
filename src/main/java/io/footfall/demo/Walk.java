package io.footfall.demo;

import static io.footfall.demo.Choice.among;
import static io.footfall.demo.Choice.share;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;

/** The way of one visit through the pages. */
final class Walk {

    static final String CONTACT = "/demo/contact";

    /** Reached by sending the form. */
    static final String THANKS = "/demo/thanks";

    /** Ends a visit. */
    private static final String LEAVE = "";

    private static final int MOST_PAGES = 12;

    private static final Map<String, Choice<String>> NEXT = Map.of(
            "/demo",
            among(
                    share(44, LEAVE),
                    share(34, "/demo/products"),
                    share(13, "/demo/journal"),
                    share(7, CONTACT),
                    share(2, "/demo/privacy")),
            "/demo/products",
            among(share(50, LEAVE), share(20, "/demo"), share(12, "/demo/journal"), share(18, CONTACT)),
            "/demo/journal",
            among(share(54, LEAVE), share(26, "/demo/products"), share(12, "/demo"), share(8, CONTACT)),
            CONTACT,
            among(share(52, LEAVE), share(24, THANKS), share(14, "/demo/products"), share(10, "/demo")),
            "/demo/privacy",
            among(share(60, LEAVE), share(40, "/demo")),
            THANKS,
            among(share(80, LEAVE), share(20, "/demo")));

    /**
     * One page of a walk.
     *
     * @param seconds how long it is looked at
     * @param pause seconds more until the next page, in which the visitor looks elsewhere
     */
    record Stop(String page, int seconds, int pause) {}

    private Walk() {}

    /** A walk that begins on a page; at least that one. */
    static List<Stop> from(String entry, RandomGenerator random) {
        List<Stop> stops = new ArrayList<>();
        String page = entry;
        while (!page.equals(LEAVE) && stops.size() < MOST_PAGES) {
            stops.add(new Stop(page, seconds(random), random.nextInt(8) == 0 ? random.nextInt(600) : 0));
            page = Objects.requireNonNull(NEXT.get(page)).pick(random);
        }
        return stops;
    }

    /** Mostly short, now and then long: two dice of unequal size. */
    private static int seconds(RandomGenerator random) {
        return 3 + random.nextInt(25) + random.nextInt(12) * random.nextInt(16);
    }
}
