package io.footfall.count;

import io.footfall.measure.Dimension;
import io.footfall.measure.Fact;
import io.footfall.measure.Family;
import io.footfall.measure.Observation;
import io.footfall.measure.Value;
import io.footfall.measure.Visit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes {@link Value#OTHER} of what goes beyond a {@link Budget}, before any cell is formed: so all cells of an event agree. Mostly
 * nothing does, and the observation stays as it is. Owned by one event loop.
 */
@SuppressWarnings(
        "ReferenceEquality") // what was not replaced is the same object: that is what is asked, and nothing else
final class Bounded {

    /** Of closed lists, whatever a browser says. */
    private static final Set<Dimension> CLOSED = Set.of(
            Dimension.CHANNEL,
            Dimension.COUNTRY,
            Dimension.DEVICE,
            Dimension.BROWSER,
            Dimension.OS,
            Dimension.SCREEN,
            Dimension.RETURNING,
            Dimension.ENTRY_GROUP);

    private static final int[] OPEN = List.of(Dimension.values()).stream()
            .filter(dimension -> !CLOSED.contains(dimension))
            .mapToInt(Dimension::index)
            .toArray();

    private static final Family[] FAMILIES =
            List.of(Dimension.values()).stream().map(Family::of).toArray(Family[]::new);

    private final Budget budget;

    Bounded(Budget budget) {
        this.budget = budget;
    }

    /** An observation within the budget; mostly itself. */
    Observation of(Observation seen) {
        budget.begin(seen.site(), seen.day());
        Visit visit = of(seen.visit());
        List<Fact> facts = seen.facts();
        @Nullable List<Fact> changed = null;
        for (int i = 0; i < facts.size(); i++) {
            Fact fact = facts.get(i);
            Fact bounded = of(fact);
            if (bounded != fact) {
                changed = changed == null ? new ArrayList<>(facts) : changed;
                changed.set(i, bounded);
            }
        }
        return changed == null && visit == seen.visit() ? seen : replaced(seen, visit, changed);
    }

    private static Observation replaced(Observation seen, Visit visit, @Nullable List<Fact> facts) {
        return new Observation(
                seen.site(),
                seen.day(),
                seen.hour(),
                seen.minute(),
                visit,
                seen.visitor(),
                seen.week(),
                seen.minutesAway(),
                seen.decision(),
                facts == null ? seen.facts() : facts);
    }

    private Visit of(Visit visit) {
        List<Value> values = visit.values();
        @Nullable List<Value> changed = null;
        for (int dimension : OPEN) {
            if (!budget.passes(FAMILIES[dimension], values.get(dimension))) {
                changed = changed == null ? new ArrayList<>(values) : changed;
                changed.set(dimension, Value.OTHER);
            }
        }
        return changed == null ? visit : new Visit(visit.day(), changed, visit.segments());
    }

    private Fact of(Fact fact) {
        if (fact instanceof Fact.Pageview view) {
            return of(view);
        } else if (fact instanceof Fact.Engagement engagement) {
            Value page = or(Family.PAGE, engagement.page());
            return page == engagement.page()
                    ? fact
                    : new Fact.Engagement(
                            page,
                            engagement.seconds(),
                            engagement.group(),
                            engagement.scroll(),
                            engagement.visitSeconds());
        } else if (fact instanceof Fact.Named named) {
            return of(named);
        } else if (fact instanceof Fact.Automatic automatic) {
            Value target = or(Family.of(automatic.kind()), automatic.target());
            return target == automatic.target()
                    ? fact
                    : new Fact.Automatic(automatic.kind(), target, automatic.first());
        } else if (fact instanceof Fact.Vitals vitals) {
            Value page = or(Family.PAGE, vitals.page());
            return page == vitals.page() ? fact : new Fact.Vitals(page, vitals.buckets());
        } else if (fact instanceof Fact.Step step) {
            Value funnel = or(Family.FUNNEL, step.funnel());
            return funnel == step.funnel() ? fact : new Fact.Step(funnel, step.step());
        }
        return fact;
    }

    private Fact of(Fact.Pageview view) {
        Fact.PageFacts about = view.about();
        Value page = or(Family.PAGE, view.page());
        Value from = orNull(Family.PAGE, view.from());
        Value exit = orNull(Family.PAGE, view.exitBefore());
        Value title = orNull(Family.TITLE, about.title());
        Value host = orNull(Family.HOST, about.host());
        boolean same = page == view.page()
                && from == view.from()
                && exit == view.exitBefore()
                && title == about.title()
                && host == about.host();
        return same
                ? view
                : new Fact.Pageview(
                        page,
                        view.number(),
                        from,
                        exit,
                        view.firstView(),
                        new Fact.PageFacts(host, title, about.group(), about.groupLeft()));
    }

    private Fact of(Fact.Named named) {
        Value name = or(Family.EVENT, named.name());
        List<Fact.Property> properties = named.properties();
        @Nullable List<Fact.Property> changed = null;
        for (int i = 0; i < properties.size(); i++) {
            Fact.Property property = properties.get(i);
            Fact.Property bounded = of(property);
            if (bounded != property) {
                changed = changed == null ? new ArrayList<>(properties) : changed;
                changed.set(i, bounded);
            }
        }
        return changed == null && name == named.name()
                ? named
                : new Fact.Named(name, named.first(), changed == null ? properties : changed, named.revenue());
    }

    private Fact.Property of(Fact.Property property) {
        if (!budget.passes(Family.PROPERTY, property.key())) {
            return new Fact.Property(Value.OTHER, Value.OTHER);
        }
        return budget.passes(Family.PROPERTY_VALUE, property.key().text(), property.value())
                ? property
                : new Fact.Property(property.key(), Value.OTHER);
    }

    private @Nullable Value orNull(Family family, @Nullable Value value) {
        return value == null ? null : or(family, value);
    }

    private Value or(Family family, Value value) {
        return budget.passes(family, value) ? value : Value.OTHER;
    }
}
