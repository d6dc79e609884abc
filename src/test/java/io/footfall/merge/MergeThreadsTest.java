package io.footfall.merge;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.measure.Observations;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class MergeThreadsTest extends OnDatabase {

    /** The classes of the merge that were seen at work, on event loops and elsewhere. */
    private static final class Watch {
        private final AtomicBoolean ended = new AtomicBoolean();
        private final Set<String> onLoops = new ConcurrentSkipListSet<>();
        private final Set<String> elsewhere = new ConcurrentSkipListSet<>();
        private final Thread thread = new Thread(this::watch);

        Watch() {
            thread.start();
        }

        private void watch() {
            while (!ended.get()) {
                for (Map.Entry<Thread, StackTraceElement[]> one :
                        Thread.getAllStackTraces().entrySet()) {
                    boolean loop = one.getKey().getName().contains("eventloop");
                    Arrays.stream(one.getValue())
                            .map(StackTraceElement::getClassName)
                            .filter(name -> name.startsWith("io.footfall.merge.") && !name.contains("OwnThread"))
                            .filter(name -> !name.contains("MergeThreadsTest") && !name.contains("Node"))
                            .forEach((loop ? onLoops : elsewhere)::add);
                }
                LockSupport.parkNanos(300_000); // looking costs more than what is looked at
            }
        }

        void end() throws InterruptedException {
            ended.set(true);
            thread.join();
        }
    }

    @Test
    void mergeNow_calledOnAnEventLoop_worksOnItsOwnThreadAndAnswersOnTheLoop() throws Exception {
        Node node = Node.open(vertx, folder, 2, (site, day, visits) -> true);
        Merger merger = node.merger(database.pool());
        Context caller = vertx.getOrCreateContext();
        Set<String> answered = new TreeSet<>();
        Watch watch = new Watch();
        for (int round = 0; round < 8; round++) {
            for (int i = 0; i < 12; i++) {
                node.count(i % 2, Observations.of(round * 100L + i));
            }
            Promise<Void> done = Promise.promise();
            caller.runOnContext(v -> merger.mergeNow()
                    .onSuccess(w -> answered.add(Thread.currentThread().getName()))
                    .onComplete(done));
            Tables.await(done.future());
        }
        watch.end();

        assertThat(watch.onLoops).as("at most hands over").isSubsetOf("io.footfall.merge.Merger");
        assertThat(watch.elsewhere).contains("io.footfall.merge.Merger");
        // Which of the working classes is seen is a matter of chance: each works for some milliseconds.
        assertThat(watch.elsewhere)
                .containsAnyOf(
                        "io.footfall.merge.HashOrder",
                        "io.footfall.merge.CellRows",
                        "io.footfall.merge.CarryFile",
                        "io.footfall.merge.MergeUnit");
        assertThat(answered).singleElement().asString().contains("eventloop");
        assertThat(Tables.all(database.pool()).sums()).isEqualTo(node.truth().sums());
    }

    @Test
    void mergeNow_whileOneIsUnderWay_waitsForIt() {
        Node node = Node.open(vertx, folder, 1, (site, day, visits) -> true);
        Merger merger = node.merger(database.pool());
        node.count(0, Observations.of(1));
        Future<Void> first = merger.mergeNow();
        node.count(0, Observations.of(2));
        Tables.await(merger.mergeNow());

        assertThat(first.isComplete()).isTrue();
        assertThat(merger.failures()).isZero();
        assertThat(Tables.all(database.pool()).sums()).isEqualTo(node.truth().sums());
    }
}
