package io.footfall.api;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;

/** Handles the operations of one resource. */
interface Resource {

    /** A handler for each operation, by its id in the contract. The caller's permission and the body are checked before. */
    Map<String, Handler<RoutingContext>> operations();
}
