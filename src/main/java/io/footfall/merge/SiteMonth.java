package io.footfall.merge;

import io.footfall.merge.FinishedDays.Finished;
import io.vertx.sqlclient.Tuple;
import java.time.LocalDate;

/** A site's month by its first and last day, days since 1970. */
record SiteMonth(Finished site, short bucket, int first, int last) {

    static SiteMonth of(Finished site, short bucket, int first) {
        return new SiteMonth(site, bucket, first, SiteDays.lastOfMonth(first));
    }

    /** The arguments 1 to 4 of its statements: bucket, site, first and last day. */
    Tuple key() {
        return Tuple.of(bucket, site.site(), first, last);
    }

    /** Whether so many full months have passed since its end. */
    boolean isOver(int fullMonths) {
        return SiteDays.monthOf(site.before())
                >= LocalDate.ofEpochDay(first).plusMonths(1L + fullMonths).toEpochDay();
    }
}
