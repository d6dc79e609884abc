package io.footfall.site;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Puts a {@link SiteChange} on a site and collects what is wrong with it; used once, by one thread. */
final class SiteRules {

    static final int MOST_ALIASES = 50;
    static final int MOST_PARAMETERS = 20;
    static final int LONGEST_PARAMETER = 50;

    private static final Pattern PARAMETER = Pattern.compile("[^\\s\\p{Cntrl}&=#?%+]{1," + LONGEST_PARAMETER + "}");
    private static final ZoneId DEFAULT_ZONE = ZoneId.of("UTC");
    private static final Set<String> ZONES = ZoneId.getAvailableZoneIds();

    private final FieldProblems problems = new FieldProblems();
    private final InstantSource clock;

    /** @param clock tells from when on new segments are counted */
    SiteRules(InstantSource clock) {
        this.clock = clock;
    }

    /** All problems met so far, in the order of the fields. */
    List<FieldProblem> problems() {
        return problems.all();
    }

    /** A new site with its settings, still without a number (0); not meant for use where {@link #problems} exist. */
    Site draft(SiteDraft draft) {
        String domain = host("domain", draft.domain());
        Site defaults = new Site(
                0,
                domain,
                List.of(),
                false,
                DEFAULT_ZONE,
                1,
                List.of(1),
                Thresholds.DEFAULT,
                List.of(),
                Site.CountDecisions.GRANTS);
        return change(defaults, draft.settings());
    }

    /** The site with the change; not meant for use where {@link #problems} exist. */
    Site change(Site site, SiteChange change) {
        List<String> aliases = or(site.aliases(), change.aliases(), hosts -> aliases(site.domain(), hosts));
        ZoneId zone = or(site.zone(), change.timezone(), this::zone);
        LocalDate tomorrow = LocalDate.ofInstant(clock.instant(), zone).plusDays(1);
        return new Site(
                site.id(),
                site.domain(),
                aliases,
                or(site.subdomains(), change.subdomains(), below -> below),
                zone,
                site.policy(),
                site.acceptedPolicies(),
                or(site.thresholds(), change.thresholds(), this::thresholds),
                or(site.queryParameters(), change.queryParameters(), this::parameters),
                or(site.countDecisions(), change.countDecisions(), this::countDecisions),
                new RoutingRules(problems).change(site, change.routing()),
                new CountingRules(problems, tomorrow).change(site.counting(), change.counting()));
    }

    /** Says that the calendar cannot change any more. */
    void zoneIsFixed() {
        problem("timezone", "is fixed since counting has begun: create another site for another calendar");
    }

    static <T, U> T or(T old, @Nullable U wanted, Function<U, T> rule) {
        return wanted == null ? old : rule.apply(wanted);
    }

    private String host(String field, String text) {
        return HostName.of(text).orElseGet(() -> {
            problem(field, HostName.REMEDY);
            return "";
        });
    }

    private List<String> aliases(String domain, List<String> hosts) {
        return hosts(problems, "aliases", hosts, MOST_ALIASES).stream()
                .filter(host -> !host.equals(domain))
                .toList();
    }

    /** Names of hosts in their canonical form, each once. */
    static List<String> hosts(FieldProblems problems, String field, List<String> names, int most) {
        if (!problems.unless(names.size() <= most, field, "are too many: at most " + most)) {
            return List.of();
        }
        Set<String> hosts = new LinkedHashSet<>();
        for (String name : names) {
            Optional<String> host = HostName.of(name);
            problems.unless(host.isPresent(), field, HostName.REMEDY);
            host.ifPresent(hosts::add);
        }
        return List.copyOf(hosts);
    }

    private ZoneId zone(String name) {
        if (ZONES.contains(name)) {
            return ZoneId.of(name);
        }
        problem("timezone", "is not known: write it like Europe/Berlin");
        return ZoneOffset.UTC;
    }

    private Thresholds thresholds(SiteChange.Crowd wanted) {
        try {
            return new Thresholds(wanted.value(), wanted.pair(), wanted.crowd());
        } catch (IllegalArgumentException tooLow) {
            problem("thresholds", "must be at least value 3, pair 5, crowd 10; or all three 1 for a demo or test site");
            return Thresholds.DEFAULT;
        }
    }

    private List<String> parameters(List<String> names) {
        return parameters(problems, "query_parameters", names);
    }

    /** Names of query parameters, each once. */
    static List<String> parameters(FieldProblems problems, String field, List<String> names) {
        if (names.size() > MOST_PARAMETERS) {
            problems.add(field, "are too many: at most " + MOST_PARAMETERS);
        } else if (!names.stream().allMatch(name -> PARAMETER.matcher(name).matches())) {
            problems.add(
                    field,
                    "must be names of 1 to " + LONGEST_PARAMETER + " characters, without spaces and & = # ? % +");
        }
        return names.stream().distinct().toList();
    }

    private Site.CountDecisions countDecisions(String name) {
        return Arrays.stream(Site.CountDecisions.values())
                .filter(which -> which.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst()
                .orElseGet(() -> {
                    problem("count_decisions", "must be grants, all or none");
                    return Site.CountDecisions.GRANTS;
                });
    }

    private void problem(String field, String detail) {
        problems.add(field, detail);
    }
}
