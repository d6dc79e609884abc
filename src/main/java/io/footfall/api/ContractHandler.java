package io.footfall.api;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;

/** Publishes the contract. */
final class ContractHandler implements Resource {

    private final Contract contract;

    ContractHandler(Contract contract) {
        this.contract = contract;
    }

    @Override
    public Map<String, Handler<RoutingContext>> operations() {
        return Map.of(
                "getContract",
                context -> context.response()
                        .putHeader("Content-Type", "application/yaml; charset=utf-8")
                        .end(contract.text()));
    }
}
