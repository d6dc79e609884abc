package io.footfall.enrich;

import io.footfall.enrich.agent.Agents;
import io.footfall.enrich.geo.Countries;
import io.footfall.enrich.source.Sources;
import io.footfall.event.Bodies;
import io.footfall.event.ParsedReport;
import io.footfall.event.Raw;
import io.footfall.event.Report;
import io.footfall.event.ReportParser;
import io.footfall.site.Site;
import io.footfall.site.Thresholds;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** A parsed report of the mix to an observation, its texts and 300 User-Agents met before. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class EnrichBenchmark {

    private static final int REPORTS = 1 << 14;

    private final List<Report> reports = new ArrayList<>();
    private final List<RequestFacts> requests = new ArrayList<>();
    private final Site site = new Site(
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
    private Agents agents;
    private Enricher enricher;
    private int next;

    @Setup
    public void open() throws IOException {
        SplittableRandom random = new SplittableRandom(1);
        agents = Agents.load(random);
        InstantSource clock = InstantSource.fixed(Instant.parse("2026-11-24T12:00:00Z"));
        enricher = new Enricher(Countries.open(Optional.empty()), agents, Sources.load(), clock);
        Bodies mix = new Bodies("x".repeat(330));
        ReportParser parser = new ReportParser();
        for (int i = 0; i < REPORTS; i++) {
            reports.add(((ParsedReport.Parsed) parser.parse(mix.any())).report());
            byte[] address = {(byte) (1 + random.nextInt(222)), (byte) random.nextInt(256), (byte) random.nextInt(256), 7};
            String agent = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/"
                    + (40 + i % 100) + ".0." + i % 300 + ".0 Safari/537.36";
            requests.add(new RequestFacts(InetAddress.getByAddress(address), new Raw(agent)));
            enrich().toString();
        }
    }

    @TearDown
    public void close() {
        agents.close();
    }

    @Benchmark
    public Enrichment enrich() {
        next = next + 1 < reports.size() ? next + 1 : 0;
        return enricher.enrich(site, requests.get(next), reports.get(next))
                .toCompletableFuture()
                .join();
    }
}
