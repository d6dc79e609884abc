package io.footfall.stats;

import io.footfall.measure.Cube;
import io.footfall.measure.Cubes;
import io.footfall.measure.Dimension;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the rows of an answer are. */
public sealed interface By {

    /** Its name in the API. */
    String key();

    /** The figures in which the rows of a breakdown, and what is not shown, add up to the total. */
    default Set<Metric> adding() {
        return Set.of();
    }

    /** No rows: totals only. */
    record Nothing() implements By {
        @Override
        public String key() {
            return "";
        }
    }

    /** A row for each hour of the site's clock. */
    record Hour() implements By {
        @Override
        public String key() {
            return "hour";
        }
    }

    /** A row for each period of the calendar, cut at the edges of the range. */
    enum Period implements By {
        DAY,
        /** Monday to Sunday. */
        WEEK,
        MONTH;

        @Override
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The last day of the period that holds {@code day}. */
        LocalDate last(LocalDate day) {
            return switch (this) {
                case DAY -> day;
                case WEEK -> day.with(TemporalAdjusters.nextOrSame(DayOfWeek.SUNDAY));
                case MONTH -> day.with(TemporalAdjusters.lastDayOfMonth());
            };
        }
    }

    /** A row for each value of something; the cells wait for a crowd. */
    sealed interface Breakdown extends By {

        /** The cube that holds a cell for each value. */
        Cube cube();
    }

    /** A row for each value of an attribute of visits. */
    record Attribute(Dimension dimension) implements Breakdown {
        @Override
        public String key() {
            return dimension.key();
        }

        @Override
        public Cube cube() {
            return Cubes.by(dimension);
        }

        @Override
        public Set<Metric> adding() {
            return Set.of(Metric.VISITORS, Metric.VISITS, Metric.PAGEVIEWS, Metric.EVENTS);
        }
    }

    /** A row for each page, each page that ended a visit, or each name of an event. */
    enum Thing implements Breakdown {
        /** A visit sees several pages: visits do not add up. */
        PAGE(Metric.PAGEVIEWS),
        EXIT_PAGE(Metric.VISITS),
        EVENT(Metric.EVENTS);

        private final Metric adding;

        Thing(Metric adding) {
            this.adding = adding;
        }

        @Override
        public Set<Metric> adding() {
            return Set.of(adding);
        }

        @Override
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        @Override
        public Cube cube() {
            return this == EVENT ? Cubes.EVENT : Cubes.PAGE;
        }
    }

    /** What has a name in the API, empty for an unknown one. */
    static Optional<By> byKey(String key) {
        return all().filter(by -> by.key().equals(key)).findFirst();
    }

    /** The names of all, for messages. */
    static String keys() {
        return all().map(By::key).collect(Collectors.joining(", "));
    }

    private static Stream<By> all() {
        Stream<By> time = Stream.concat(Stream.of(new Hour()), Arrays.stream(Period.values()));
        Stream<By> attributes = Arrays.stream(Dimension.values()).map(Attribute::new);
        return Stream.concat(time, Stream.concat(attributes, Arrays.stream(Thing.values())));
    }
}
