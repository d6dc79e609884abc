package io.footfall.api;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.openapi.router.RequestExtractor;
import io.vertx.openapi.contract.OpenAPIContract;
import io.vertx.openapi.contract.Operation;
import io.vertx.openapi.validation.RequestValidator;

/** Checks bodies against the contract, after the caller's permission and before the operation. */
final class RequestBodies {

    private final RequestExtractor extractor = RequestExtractor.withBodyHandler();
    private final RequestValidator validator;

    RequestBodies(Vertx vertx, OpenAPIContract contract) {
        this.validator = RequestValidator.create(vertx, contract);
    }

    /** Lets bodies through that the operation describes; others fail with a {@code ValidatorException}. */
    Handler<RoutingContext> check(Operation operation) {
        if (operation.getRequestBody() == null) {
            return RoutingContext::next;
        }
        return context -> extractor
                .extractValidatableRequest(context, operation)
                .compose(request -> validator.validate(request, operation.getOperationId()))
                .onSuccess(valid -> context.next())
                .onFailure(context::fail);
    }
}
