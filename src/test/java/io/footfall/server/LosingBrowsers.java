package io.footfall.server;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Browsers of one site, on a line that loses requests and answers: with two tabs, visits of yesterday that go on after midnight,
 * days off and returns. What they do is in a {@link Ledger}.
 */
final class LosingBrowsers {

    static final List<String> PAGES = List.of("/", "/prices", "/order", "/about");

    /** The pages of the site's funnel, in their order. */
    static final List<String> FUNNEL = List.of("/", "/prices", "/order");

    private static final List<String> REFERRERS = List.of("https://www.google.com/", "https://www.bing.com/", "");

    private final Calls calls;
    private final URI server;
    private final String site;
    private final String receipt;
    private final LocalDate today;
    private final boolean patient;
    private final Random random;
    private final Ledger ledger = new Ledger();
    private long nonces;
    private int lost;

    /** @param patient whether a browser repeats until it has an answer; if not, it takes a lost step as sent */
    LosingBrowsers(Calls calls, URI server, String site, LocalDate today, boolean patient)
            throws IOException, InterruptedException {
        this.calls = calls;
        this.server = server;
        this.site = site;
        this.today = today;
        this.patient = patient;
        this.receipt = calls.receipt(site);
        this.random = new Random(patient ? 1 : 2);
        this.nonces = random.nextLong();
    }

    Ledger ledger() {
        return ledger;
    }

    /** Answers that never came, and were not asked for again. */
    int lost() {
        return lost;
    }

    /** The life of one browser: yesterday, today, or both. */
    void live() throws IOException, InterruptedException {
        @Nullable LocalDate before = random.nextBoolean() ? null : today.minusDays(2 + random.nextInt(300));
        Memory memory = new Memory(before);
        if (random.nextInt(3) > 0) {
            new Visit(memory, today.minusDays(1)).walk();
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            new Visit(memory, today).walk();
        }
    }

    /** What a browser remembers of earlier visits. */
    private static final class Memory {
        @Nullable
        LocalDate lastDay;

        Memory(@Nullable LocalDate lastDay) {
            this.lastDay = lastDay;
        }
    }

    /** A visit with two tabs. */
    private final class Visit {
        private final Memory memory;
        private final LocalDate home;
        private final String referrer = REFERRERS.get(random.nextInt(REFERRERS.size()));
        private final String entry = page();
        private final Map<Integer, String> tabs = new HashMap<>();
        private final Set<String> seen = new HashSet<>();
        private @Nullable String last;
        private @Nullable String classes;
        private boolean signedUp;
        private int steps;

        Visit(Memory memory, LocalDate home) {
            this.memory = memory;
            this.home = home;
        }

        void walk() throws IOException, InterruptedException {
            int pages = 1 + random.nextInt(4);
            for (int number = 1; number <= pages; number++) {
                // Of a visit of yesterday, only the first page is of yesterday.
                view(number, number == 1 ? home : today);
            }
        }

        private void view(int number, LocalDate day) throws IOException, InterruptedException {
            String page = number == 1 ? entry : page();
            int tab = random.nextInt(2);
            String from = tabs.put(tab, page);
            boolean first = seen.add(page);
            JsonObject view = new JsonObject()
                    .put("type", "pageview")
                    .put("url", url(page))
                    .put("page", number)
                    .put("firstView", first);
            putIfKnown(view, "from", from);
            putIfKnown(view, "exitBefore", last);
            JsonArray events = new JsonArray().add(view);
            boolean signs = random.nextInt(4) == 0;
            if (signs) {
                events.add(new JsonObject()
                        .put("type", "event")
                        .put("name", "Signup")
                        .put("url", url(page))
                        .put("first", !signedUp)
                        .put("revenue", new JsonObject().put("amount", "10.00").put("currency", "EUR")));
            }
            boolean step = steps < FUNNEL.size() && FUNNEL.get(steps).equals(page);
            if (step) {
                events.add(new JsonObject()
                        .put("type", "step")
                        .put("funnel", "Order")
                        .put("step", ++steps));
            }
            int scrolled = first ? random.nextInt(5) * 25 : 0;
            if (scrolled > 0) {
                events.add(scroll(page, scrolled));
            }
            boolean given = send(events, number == 1, day);
            book(number, page, from, first, given);
            ledger.add("funnel " + steps, step ? 1 : 0, given);
            for (int percent = 25; percent <= scrolled; percent += 25) {
                ledger.add("scroll " + percent, 1, given);
            }
            if (signs) {
                ledger.add("events Signup", 1, given);
                ledger.add("conversions Signup", signedUp ? 0 : 1, given);
                ledger.add("revenue EUR", 10, given);
            }
            signedUp |= signs;
            last = page;
        }

        private JsonObject scroll(String page, int percent) {
            JsonArray reached = new JsonArray();
            for (int passed = 25; passed <= percent; passed += 25) {
                reached.add("scroll:" + passed);
            }
            return new JsonObject()
                    .put("type", "engagement")
                    .put("url", url(page))
                    .put("seconds", 1)
                    .put("reached", reached);
        }

        private void putIfKnown(JsonObject view, String name, @Nullable String page) {
            if (page != null) {
                view.put(name, url(page));
            }
        }

        private void book(int number, String page, @Nullable String from, boolean first, boolean given) {
            ledger.add("pageviews " + today, 1, given);
            ledger.add("page " + page, 1, given);
            ledger.add("seen " + page, first ? 1 : 0, given);
            ledger.add("visits " + home, number == 1 ? 1 : 0, given);
            ledger.add("entries " + page, number == 1 ? 1 : 0, given);
            ledger.add("source " + source(), number == 1 ? 1 : 0, given);
            if (from != null) {
                ledger.add("flows " + from + ">" + page, 1, given);
            }
        }

        private String source() {
            return referrer.isEmpty() ? "Direct" : referrer.contains("google") ? "Google" : "Bing";
        }

        /** Sends a request; whether it was given up without an answer. */
        private boolean send(JsonArray events, boolean starts, LocalDate day) throws IOException, InterruptedException {
            JsonObject visit = new JsonObject().put("day", home.toString()).put("entry", url(entry));
            if (!referrer.isEmpty()) {
                visit.put("referrer", referrer);
            }
            if (!starts && classes != null) {
                visit.put("as", classes);
            }
            JsonObject report = new JsonObject()
                    .put("site", site)
                    .put("receipt", receipt)
                    .put("nonce", Reports.nonce(nonces++))
                    .put("visit", visit)
                    .put("events", events);
            LocalDate previous = memory.lastDay;
            boolean steps = !day.equals(previous);
            if (steps) {
                report.put(
                        "visitor",
                        new JsonObject()
                                .put("day", day.toString())
                                .put("previousDay", previous == null ? null : previous.toString()));
                memory.lastDay = day;
            }
            Optional<HttpResponse<byte[]>> answer = deliver(report);
            boolean given = answer.isEmpty();
            classes = answer.flatMap(told -> told.headers().firstValue("Footfall-Visit"))
                    .orElse(classes);
            if (steps) {
                visitor(day, previous, given);
            }
            return given;
        }
    }

    /** A visitor counts in each range that has this day and not the one before it. */
    private void visitor(LocalDate day, @Nullable LocalDate previous, boolean given) {
        for (LocalDate from = today.minusDays(1); !from.isAfter(day); from = from.plusDays(1)) {
            for (LocalDate to = day; !to.isAfter(today); to = to.plusDays(1)) {
                if (previous == null || previous.isBefore(from)) {
                    ledger.add("visitors " + from + ".." + to, 1, given);
                }
            }
        }
    }

    /** Over a line that loses; empty where it was given up. */
    private Optional<HttpResponse<byte[]>> deliver(JsonObject report) throws IOException, InterruptedException {
        int luck = random.nextInt(10);
        if (luck == 0) {
            sendAndHangUp(report);
        }
        if (luck <= 1 && !patient) {
            lost++;
            return Optional.empty();
        }
        // The first time, or a repeat after a lost request (1), a lost answer (0), or an answer that came too late (2).
        HttpResponse<byte[]> answer = Calls.expect(204, calls.events(report));
        if (luck == 2) {
            Calls.expect(204, calls.events(report));
        }
        return Optional.of(answer);
    }

    private void sendAndHangUp(JsonObject report) throws IOException {
        byte[] body = Calls.bytes(report);
        String head = "POST /collect/events HTTP/1.1\r\nHost: localhost\r\nOrigin: https://%s\r\nUser-Agent: %s\r\n"
                        .formatted(site, Calls.BROWSER)
                + "Content-Type: text/plain\r\nContent-Length: " + body.length + "\r\n\r\n";
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.getPort())) {
            socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().write(body);
            socket.getOutputStream().flush();
        }
    }

    private String page() {
        return PAGES.get(random.nextInt(PAGES.size()));
    }

    private String url(String page) {
        return "https://" + site + page;
    }
}
