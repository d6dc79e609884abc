package io.footfall.merge;

import io.vertx.core.AsyncResult;
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
 * than an event loop may be kept from its requests. What is composed on this thread comes back to it.
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
        Context caller = Vertx.currentContext();
        Promise<T> done = Promise.promise();
        home.compose(context -> {
                    Promise<T> result = Promise.promise();
                    context.runOnContext(v -> work.get().onComplete(result));
                    return result.future();
                })
                .onComplete(result -> back(caller, done, result));
        return done.future();
    }

    private static <T> void back(
            @org.jspecify.annotations.Nullable Context caller, Promise<T> done, AsyncResult<T> result) {
        if (caller == null) {
            done.handle(result);
        } else {
            caller.runOnContext(v -> done.handle(result));
        }
    }
}
