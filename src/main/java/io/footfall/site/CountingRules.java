package io.footfall.site;

import static io.footfall.site.SiteRules.or;

import io.footfall.measure.Dimension;
import io.footfall.measure.Value;
import io.footfall.site.CountingChange.ConditionDraft;
import io.footfall.site.CountingChange.SegmentDraft;
import java.text.Normalizer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Puts a {@link CountingChange} on what a site counts and says what is wrong with it. */
final class CountingRules {

    static final int MOST_GROUPS = 50;
    static final int MOST_FUNNELS = 20;
    static final int FEWEST_STEPS = 2;
    static final int MOST_STEPS = 8;
    static final int MOST_SEGMENTS = 10;
    static final int MOST_CONDITIONS = 3;
    static final int LONGEST_RETENTION = 120;

    private static final String PAGE_GROUPS = "page_groups";
    private static final String FUNNELS = "funnels";
    private static final String SEGMENTS = "segments";

    private static final Pattern PATH = Pattern.compile("/[^?#;\\p{Cntrl}]{0,199}");
    private static final Pattern STEP = Pattern.compile("/[^?#;*\\p{Cntrl}]{0,198}\\*?");

    private final FieldProblems problems;
    private final LocalDate tomorrow;

    /** @param tomorrow the site's next day, on which new segments begin */
    CountingRules(FieldProblems problems, LocalDate tomorrow) {
        this.problems = problems;
        this.tomorrow = tomorrow;
    }

    Counting change(Counting old, CountingChange change) {
        return new Counting(
                or(old.pageGroups(), change.pageGroups(), this::groups),
                or(old.funnels(), change.funnels(), this::funnels),
                or(old.segments(), change.segments(), segments -> segments(old.segments(), segments)),
                or(old.retentionMonths(), change.retentionMonths(), this::retention));
    }

    private int retention(int months) {
        problems.unless(
                months >= 1 && months <= LONGEST_RETENTION,
                "retention_months",
                "must be a number of months from 1 to " + LONGEST_RETENTION);
        return months;
    }

    private List<PageGroup> groups(List<PageGroup> wanted) {
        if (isTooLong(wanted, PAGE_GROUPS, MOST_GROUPS)) {
            return List.of();
        }
        // Several patterns may share a name.
        return wanted.stream()
                .map(group -> new PageGroup(name(PAGE_GROUPS, group.name()), pattern(group.pattern())))
                .toList();
    }

    private String pattern(String text) {
        String pattern = Normalizer.normalize(text.strip(), Normalizer.Form.NFC);
        problems.unless(
                PATH.matcher(pattern).matches(),
                PAGE_GROUPS,
                "must have patterns of paths such as /blog/*, of at most 200 characters, without ? # ;");
        return pattern;
    }

    private List<Funnel> funnels(List<Funnel> wanted) {
        if (isTooLong(wanted, FUNNELS, MOST_FUNNELS)) {
            return List.of();
        }
        List<Funnel> funnels = wanted.stream()
                .map(funnel -> new Funnel(name(FUNNELS, funnel.name()), steps(funnel.steps())))
                .toList();
        differ(FUNNELS, funnels.stream().map(Funnel::name).toList());
        return funnels;
    }

    private List<Funnel.Step> steps(List<Funnel.Step> wanted) {
        problems.unless(
                wanted.size() >= FEWEST_STEPS && wanted.size() <= MOST_STEPS,
                FUNNELS,
                "must have " + FEWEST_STEPS + " to " + MOST_STEPS + " steps each");
        return wanted.stream().map(this::step).toList();
    }

    private Funnel.Step step(Funnel.Step step) {
        if (step.kind() == Funnel.Kind.EVENT) {
            return new Funnel.Step(step.kind(), name(FUNNELS, step.text()));
        }
        String path = Normalizer.normalize(step.text().strip(), Normalizer.Form.NFC);
        problems.unless(
                STEP.matcher(path).matches(),
                FUNNELS,
                "must have pages that are paths such as /pricing or /shop/*, of at most 200 characters, without ? # ;");
        return new Funnel.Step(step.kind(), path);
    }

    private List<Segment> segments(List<Segment> old, List<SegmentDraft> wanted) {
        if (isTooLong(wanted, SEGMENTS, MOST_SEGMENTS)) {
            return List.of();
        }
        List<Segment> segments =
                wanted.stream().map(segment -> segment(old, segment)).toList();
        differ(SEGMENTS, segments.stream().map(Segment::name).toList());
        return segments;
    }

    /** What was defined before and stays as it was is counted on; anything new from tomorrow on. */
    private Segment segment(List<Segment> old, SegmentDraft wanted) {
        problems.unless(
                !wanted.conditions().isEmpty() && wanted.conditions().size() <= MOST_CONDITIONS,
                SEGMENTS,
                "must have 1 to " + MOST_CONDITIONS + " conditions each");
        List<Segment.Condition> conditions = new ArrayList<>();
        for (ConditionDraft draft : wanted.conditions()) {
            condition(draft).ifPresent(conditions::add);
        }
        problems.unless(
                conditions.stream().map(Segment.Condition::dimension).distinct().count() == conditions.size(),
                SEGMENTS,
                "must not ask for two values of one dimension");
        Segment fresh = new Segment(name(SEGMENTS, wanted.name()), conditions, Math.toIntExact(tomorrow.toEpochDay()));
        return old.stream()
                .filter(segment -> segment.name().equals(fresh.name())
                        && segment.conditions().equals(fresh.conditions()))
                .findFirst()
                .orElse(fresh);
    }

    private Optional<Segment.Condition> condition(ConditionDraft draft) {
        Optional<Dimension> dimension = Dimension.byKey(draft.dimension());
        problems.unless(dimension.isPresent(), SEGMENTS, "must have dimensions of visits such as country or channel");
        String text = Normalizer.normalize(draft.value().strip(), Normalizer.Form.NFC);
        Value value = Value.ofOr(text, Value.OTHER);
        problems.unless(
                !value.equals(Value.OTHER),
                SEGMENTS,
                "must have values of 1 to " + Value.MAX_LENGTH + " characters, as shown, without ? # @ and ://");
        return dimension.map(known -> new Segment.Condition(known, value));
    }

    private String name(String field, String text) {
        return RoutingRules.name(problems, field, text);
    }

    private void differ(String field, List<String> names) {
        problems.unless(
                RoutingRules.allDiffer(names, name -> name.toLowerCase(Locale.ROOT)),
                field,
                "must have names that differ");
    }

    private boolean isTooLong(List<?> list, String field, int most) {
        return !problems.unless(list.size() <= most, field, "are too many: at most " + most);
    }
}
