package io.footfall.consent;

import io.footfall.event.Bodies;
import io.footfall.event.ParsedReport;
import io.footfall.event.Report;
import io.footfall.event.ReportParser;
import io.footfall.site.Site;
import io.footfall.site.Thresholds;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Parsing a body of the mix, and checking the receipt that it brings, which is a text of its own in each request. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class ReceiptBenchmark {

    /** Few: a body that has just come is in the caches of the processor. */
    private static final int BODIES = 1 << 8;

    private final byte[][] bodies = new byte[BODIES][];
    private final ReportParser parser = new ReportParser();
    private final Instant now = Instant.parse("2026-11-24T12:00:00Z");
    private Site site;
    private ReceiptBook book;
    private int next;

    @Setup
    public void sign() {
        site = new Site(
                7,
                "example.com",
                List.of(),
                false,
                ZoneId.of("Europe/Berlin"),
                1,
                List.of(1),
                Thresholds.DEFAULT,
                List.of(),
                Site.CountDecisions.GRANTS);
        SigningKey key = SigningKey.generate(new SecureRandom(), Instant.EPOCH);
        YearMonth month = YearMonth.of(2026, 11);
        ReceiptBook.Subject subject = ReceiptBook.Subject.of(site, PolicyDocument.STANDARD);
        book = ReceiptBook.of("https://stats.example.org", subject, List.of(key), month, null);
        Choice choice = new Choice(1, Set.of(Category.STATISTICS), month);
        Bodies mix = new Bodies(key.sign("https://stats.example.org", "example.com", choice));
        for (int i = 0; i < BODIES; i++) {
            bodies[i] = mix.any();
        }
        if (parseAndReceipt() != Verdict.ACCEPTED) {
            throw new IllegalStateException("the receipt is not accepted");
        }
    }

    private Report report() {
        next = (next + 1) & (BODIES - 1);
        return ((ParsedReport.Parsed) parser.parse(bodies[next])).report();
    }

    @Benchmark
    public Report parse() {
        return report();
    }

    /** What it takes longer than {@link #parse} is the receipt. */
    @Benchmark
    public Verdict parseAndReceipt() {
        return book.verdict(site, report().receipt().text(), now);
    }
}
