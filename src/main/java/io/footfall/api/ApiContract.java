package io.footfall.api;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.openapi.contract.OpenAPIContract;

/** The contract as routes are built from it. Reading it takes more than a second, and needs nothing else: begin with it. */
public final class ApiContract {

    private final Contract published;
    private final OpenAPIContract served;

    private ApiContract(Contract published, OpenAPIContract served) {
        this.published = published;
        this.served = served;
    }

    /** Reads it on a worker; fails when it is not valid, or an operation has no permission. */
    public static Future<ApiContract> read(Vertx vertx) {
        return vertx.executeBlocking(Contract::load)
                .compose(published -> published.served(vertx).map(served -> new ApiContract(published, served)));
    }

    Contract published() {
        return published;
    }

    /** The part that the API itself serves. */
    OpenAPIContract served() {
        return served;
    }
}
