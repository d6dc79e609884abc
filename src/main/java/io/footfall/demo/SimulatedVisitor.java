package io.footfall.demo;

import io.footfall.measure.Cube;
import io.footfall.measure.VisitorStep;
import org.jspecify.annotations.Nullable;

/** A visitor and what its browser would remember; owned by the thread of the simulation. */
final class SimulatedVisitor {

    private final int number;
    private final Audience.Place place;
    private final Audience.Equipment equipment;
    private int lastDay = Cube.NEVER;
    private int lastMinute = Cube.NEVER;

    SimulatedVisitor(int number, Audience.Place place, Audience.Equipment equipment) {
        this.number = number;
        this.place = place;
        this.equipment = equipment;
    }

    /** Tells visitors apart within the simulation only. */
    int number() {
        return number;
    }

    Audience.Place place() {
        return place;
    }

    Audience.Equipment equipment() {
        return equipment;
    }

    boolean isNew() {
        return lastDay == Cube.NEVER;
    }

    /** The last day of activity, days since 1970, or {@link Cube#NEVER}. */
    int lastDay() {
        return lastDay;
    }

    /** The last minute of activity, since 1970, or {@link Cube#NEVER}. */
    int lastMinute() {
        return lastMinute;
    }

    /** Remembers activity on a day; the step to report, null where the day is known already. */
    @Nullable
    VisitorStep step(int day) {
        if (day == lastDay) {
            return null;
        }
        VisitorStep step = new VisitorStep(day, lastDay);
        lastDay = day;
        return step;
    }

    /** Remembers a sign of life; the minutes since the one before as {@code Observation.minutesAway}. */
    @Nullable
    Integer minutesAway(int minute) {
        if (minute == lastMinute) {
            return null;
        }
        int away = minute - lastMinute;
        boolean afresh = lastMinute == Cube.NEVER || away > 30;
        lastMinute = minute;
        return afresh ? Cube.NEVER : away;
    }
}
