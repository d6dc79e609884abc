package io.footfall.merge;

import io.footfall.merge.AdmittedRows.Room;
import io.footfall.merge.CellSums.Group;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Decides which values have their own rows on a site's open day, in a short transaction before that of the merge. Known ones of the
 * last seven days are reserved first, once, before any new one. Who decides locks the day, so that all nodes decide alike; to decide
 * again changes nothing.
 */
final class Admission {

    private final Pool pool;
    private final ValueStore values;
    private final long key;

    Admission(Pool pool, ValueStore values, long key) {
        this.pool = pool;
        this.values = values;
        this.key = key;
    }

    /** What becomes of some values; those of days that are closed are in neither. */
    record Decision(Set<Candidate> admitted, Set<Candidate> rejected) {}

    /** Hashes of everything that is admitted on a site's days, what is known of the days before included. */
    Future<Map<Group, List<Long>>> read(short bucket, Set<Group> days) {
        return Failures.retrying(() -> pool.withTransaction(connection -> {
            AdmittedRows rows = new AdmittedRows(connection, bucket);
            Map<Group, List<Long>> read = new HashMap<>();
            days.forEach(day -> read.put(day, List.of()));
            return opened(connection, rows, bucket, days).compose(open -> {
                Future<Void> done = Future.succeededFuture();
                for (Group day : open) {
                    done = done.compose(v -> rows.read(day, key)).map(hashes -> {
                        read.put(day, hashes);
                        return null;
                    });
                }
                return done.map(read);
            });
        }));
    }

    /** Decides for some values, for good. */
    Future<Decision> decide(short bucket, Collection<Candidate> wanted) {
        Map<Candidate, Boolean> all = new HashMap<>();
        Set<Group> days = new HashSet<>();
        wanted.forEach(candidate -> {
            all.put(candidate, true);
            days.add(candidate.group());
        });
        List<Candidate> inOrder =
                HashOrder.of(all, key).stream().map(Map.Entry::getKey).toList();
        return Failures.retrying(() -> pool.withTransaction(connection -> {
            AdmittedRows rows = new AdmittedRows(connection, bucket);
            return opened(connection, rows, bucket, days)
                    .compose(open -> decide(
                            rows,
                            inOrder.stream()
                                    .filter(candidate -> open.contains(candidate.group()))
                                    .toList()));
        }));
    }

    private Future<Decision> decide(AdmittedRows rows, List<Candidate> candidates) {
        return rows.find(candidates)
                .compose(found -> rows.taken(candidates).compose(taken -> {
                    Decision decision = choose(candidates, found, taken);
                    List<Candidate> fresh = candidates.stream()
                            .filter(candidate -> decision.admitted.contains(candidate) && !found.contains(candidate))
                            .toList();
                    return rows.admit(fresh, values).map(decision);
                }));
    }

    private static Decision choose(List<Candidate> candidates, Set<Candidate> found, Map<Room, Integer> taken) {
        Decision decision = new Decision(new HashSet<>(found), new HashSet<>());
        List<Candidate> within = new ArrayList<>();
        for (Candidate candidate : candidates) {
            if (!candidate.scope().isEmpty()) {
                within.add(candidate);
            } else if (!found.contains(candidate)) {
                choose(candidate, taken, decision);
            }
        }
        for (Candidate candidate : within) {
            if (candidate.around().filter(decision.rejected::contains).isPresent()) {
                decision.rejected.add(candidate);
            } else if (!found.contains(candidate)) {
                choose(candidate, taken, decision);
            }
        }
        return decision;
    }

    private static void choose(Candidate candidate, Map<Room, Integer> taken, Decision decision) {
        Room room = Room.of(candidate);
        int there = taken.getOrDefault(room, 0);
        if (there < candidate.family().cap()) {
            taken.put(room, there + 1);
            decision.admitted.add(candidate);
        } else {
            decision.rejected.add(candidate);
        }
    }

    /** Locks days that are open, and reserves the known values where nobody has yet. */
    private static Future<Set<Group>> opened(
            SqlConnection connection, AdmittedRows rows, short bucket, Set<Group> days) {
        return SiteDays.states(connection, bucket, days)
                .compose(states -> rows.lock(days))
                .compose(open -> {
                    Future<Void> done = Future.succeededFuture();
                    for (Map.Entry<Group, Boolean> day : open.entrySet()) {
                        done = day.getValue() ? done : done.compose(v -> rows.reserve(day.getKey()));
                    }
                    return done.map(open.keySet());
                });
    }
}
