package io.footfall.merge;

import io.vertx.core.Context;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.ThreadingModel;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.util.function.Supplier;

/**
 * A worker thread on which chains of futures run, every step of them: sorting and summing a hundred thousand cells takes longer
 * than an event loop may be kept from its requests. Futures that others complete have to be {@linkplain #comingBack brought back}.
 */
final class OwnThread {

    private final Future<Context> home;

    OwnThread(Vertx vertx, String name) {
        Home verticle = new Home();
        home = vertx.deployVerticle(
                        verticle,
                        new DeploymentOptions()
                                .setThreadingModel(ThreadingModel.WORKER)
                                .setWorkerPoolName(name)
                                .setWorkerPoolSize(1))
                .map(id -> verticle.home());
    }

    private static final class Home extends VerticleBase {
        Context home() {
            return context;
        }
    }

    /** Begins some work there; its result comes back to the caller's context, where there is one. */
    <T> Future<T> run(Supplier<Future<T>> work) {
        return comingBack(home.compose(context -> {
            Promise<T> result = Promise.promise();
            context.runOnContext(v -> work.get().onComplete(result));
            return result.future();
        }));
    }

    /** A future that others complete, wherever they do: what follows it runs on the caller's context, where there is one. */
    static <T> Future<T> comingBack(Future<T> elsewhere) {
        Context caller = Vertx.currentContext();
        if (caller == null) {
            return elsewhere;
        }
        Promise<T> done = Promise.promise();
        elsewhere.onComplete(result -> caller.runOnContext(v -> done.handle(result)));
        return done.future();
    }
}
