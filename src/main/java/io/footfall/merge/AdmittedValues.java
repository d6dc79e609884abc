package io.footfall.merge;

import io.footfall.count.Admitted;
import io.footfall.count.ValueHashes;
import io.footfall.measure.DistinctSketch;
import io.footfall.measure.Family;
import io.footfall.merge.CellSums.Group;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What this node knows of the values that are admitted and rejected, as hashes: so that event loops let the admitted pass, and a merge
 * asks PostgreSQL for new ones only. Keeps today and yesterday of each site.
 */
public final class AdmittedValues implements Admitted {

    /** The most hashes that are kept, which take at most 64 MB; what is not known is asked for again and again. */
    private static final int MOST = 2_000_000;

    private final OwnThread thread;
    private final Admission admission;
    private final PairLimits pairs;
    private final FoldedValues folded;
    private final Secrets secrets;
    private final IntUnaryOperator bucketOf;
    private final Map<Group, Known> known = new ConcurrentHashMap<>();
    private final Set<Group> wanted = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean reading = new AtomicBoolean();

    /** What has been decided on a site's day. */
    private record Known(ValueHashes admitted, ValueHashes rejected) {
        int size() {
            return admitted.size() + rejected.size();
        }
    }

    /** @param bucketOf a site's number to its bucket */
    public AdmittedValues(Vertx vertx, Pool pool, Secrets secrets, IntUnaryOperator bucketOf) {
        ValueStore values = new ValueStore(new SecureRandom(), secrets.order());
        this.thread = new OwnThread(vertx, "admission");
        this.secrets = secrets;
        this.admission = new Admission(pool, values, secrets.order());
        this.pairs = new PairLimits(pool, secrets.order());
        this.folded = new FoldedValues(pool, bucketOf);
        this.bucketOf = bucketOf;
    }

    Secrets secrets() {
        return secrets;
    }

    IntUnaryOperator bucketOf() {
        return bucketOf;
    }

    @Override
    public long key() {
        return secrets.order();
    }

    /** What is not known is read soon. */
    @Override
    public @Nullable ValueHashes of(int site, int day) {
        Group group = new Group(site, day);
        Known there = known.get(group);
        if (there != null) {
            return there.admitted;
        }
        wanted.add(group);
        if (reading.compareAndSet(false, true)) {
            // Where that fails, it is tried again after a merge that did not.
            thread.run(this::readWanted).onSuccess(v -> reading.set(false));
        }
        return null;
    }

    @Override
    public DistinctSketch folded(int site, int day, Family family) {
        return folded.of(site, day, family);
    }

    /** Reads what loops have asked for; what cannot be read is asked for again. */
    private Future<Void> readWanted() {
        Map<Short, Set<Group>> buckets = new TreeMap<>();
        for (Group group : Set.copyOf(wanted)) {
            wanted.remove(group);
            buckets.computeIfAbsent(bucket(group), b -> new HashSet<>()).add(group);
        }
        Future<Void> done = Future.succeededFuture();
        for (Map.Entry<Short, Set<Group>> bucket : buckets.entrySet()) {
            done = done.compose(v -> read(bucket.getKey(), bucket.getValue()));
        }
        return done;
    }

    private short bucket(Group group) {
        return (short) bucketOf.applyAsInt(group.site());
    }

    private Future<Void> read(short bucket, Set<Group> groups) {
        Set<Group> unread = new HashSet<>(groups);
        unread.removeAll(known.keySet());
        return unread.isEmpty()
                ? Future.succeededFuture()
                : admission.read(bucket, unread).map(read -> {
                    read.forEach(this::know);
                    return null;
                });
    }

    /** A merge may have learnt of some meanwhile. */
    private void know(Group group, List<Long> admitted) {
        Known there = known(group);
        if (hasRoom()) {
            admitted.forEach(there.admitted::add);
        }
    }

    private Known known(Group group) {
        return known.computeIfAbsent(group, g -> new Known(new ValueHashes(), new ValueHashes()));
    }

    private boolean hasRoom() {
        return known.values().stream().mapToLong(Known::size).sum() < MOST;
    }

    /** Decides which values have their own rows, for good, and makes (other) of those that do not. Changes nothing else. */
    Future<Leaving> decide(short bucket, Leaving leaving) {
        Set<Candidate> all = Candidate.all(leaving);
        Set<Group> groups = new HashSet<>();
        all.forEach(candidate -> groups.add(candidate.group()));
        return read(bucket, groups)
                .compose(v -> rejected(bucket, all))
                .compose(rejected -> pairs.limit(bucket, Folds.values(leaving, rejected)));
    }

    private Future<Set<Candidate>> rejected(short bucket, Set<Candidate> all) {
        Set<Candidate> rejected = new HashSet<>();
        Set<Candidate> unknown = new HashSet<>();
        for (Candidate candidate : all) {
            if (isRejected(candidate)
                    || candidate.around().filter(this::isRejected).isPresent()) {
                rejected.add(candidate);
            } else if (!isAdmitted(candidate)) {
                unknown.add(candidate);
            }
        }
        return unknown.isEmpty()
                ? Future.succeededFuture(rejected)
                : admission.decide(bucket, unknown).map(decision -> {
                    learn(decision);
                    rejected.addAll(decision.rejected());
                    return rejected;
                });
    }

    private void learn(Admission.Decision decision) {
        decision.rejected()
                .forEach(value ->
                        folded.of(value.site(), value.day(), value.family()).add(value.hash(key())));
        if (hasRoom()) {
            decision.admitted().forEach(value -> known(value.group()).admitted.add(value.hash(key())));
            decision.rejected().forEach(value -> known(value.group()).rejected.add(value.hash(key())));
        }
    }

    private boolean isAdmitted(Candidate value) {
        Known there = known.get(value.group());
        return there != null && there.admitted.contains(value.hash(key()));
    }

    private boolean isRejected(Candidate value) {
        Known there = known.get(value.group());
        return there != null && there.rejected.contains(value.hash(key()));
    }

    /** Writes down about how many values became (other), where that has changed, and forgets days before yesterday. */
    Future<Void> tellFolded() {
        known.keySet().removeIf(Group.isPast(known.keySet()));
        pairs.keep(known.keySet());
        return folded.tell().onSuccess(v -> reading.set(false));
    }
}
