package io.footfall.api;

import io.footfall.stats.Questions;
import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The parameters of a request's query, each given once. */
final class QueryParameters {

    private QueryParameters() {}

    /** The parameters; when one is there twice, the request has been answered with 400. */
    static Optional<Map<String, String>> of(RoutingContext context) {
        Map<String, String> parameters = new HashMap<>();
        for (Map.Entry<String, String> parameter : context.queryParams()) {
            if (parameters.put(parameter.getKey(), parameter.getValue()) != null) {
                String remedy = parameter.getKey().equals("filter")
                        ? Questions.ONE_FILTER
                        : "Give this once; lists are comma-separated.";
                Answers.problem(context, Problems.invalid(parameter.getKey(), remedy));
                return Optional.empty();
            }
        }
        return Optional.of(parameters);
    }
}
