package io.footfall.api;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.function.Supplier;

/** Merges what has been counted, now. */
final class MergeHandler implements Resource {

    private final Supplier<Future<Void>> merge;

    MergeHandler(Supplier<Future<Void>> merge) {
        this.merge = merge;
    }

    @Override
    public Map<String, Handler<RoutingContext>> operations() {
        return Map.of("merge", this::merge);
    }

    private void merge(RoutingContext context) {
        merge.get().compose(merged -> Answers.empty(context)).onFailure(context::fail);
    }
}
