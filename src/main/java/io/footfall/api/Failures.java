package io.footfall.api;

import io.footfall.web.Problem;
import io.vertx.core.Handler;
import io.vertx.core.json.DecodeException;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import io.vertx.json.schema.OutputUnit;
import io.vertx.openapi.validation.SchemaValidationException;
import io.vertx.openapi.validation.ValidatorErrorType;
import io.vertx.openapi.validation.ValidatorException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one place where a failed request becomes a problem document. What was sent is never repeated. */
final class Failures implements Handler<RoutingContext> {

    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    private static final String SEE = " See /api/v1/openapi.yaml for what is expected.";

    private static final Map<String, String> REMEDIES = Map.of(
            "type", "This has the wrong type.",
            "required", "A field is missing.",
            "maxLength", "This is too long.",
            "maxItems", "These are too many.",
            "minimum", "This number is too small.",
            "maximum", "This number is too large.",
            "enum", "This is none of the possible values.");

    @Override
    public void handle(RoutingContext context) {
        if (context.response().ended() || context.response().headWritten()) {
            context.response().reset();
            return;
        }
        Answers.problem(context, problem(context.failure(), context.statusCode()));
    }

    private static Problem problem(@Nullable Throwable failure, int status) {
        if (failure instanceof SchemaValidationException invalid) {
            return problem(invalid);
        } else if (failure instanceof ValidatorException invalid) {
            return invalid.type() == ValidatorErrorType.UNSUPPORTED_VALUE_FORMAT
                    ? Problems.notJson()
                    : Problems.malformed("Send the body that /api/v1/openapi.yaml describes, as JSON in UTF-8.");
        } else if (failure instanceof DecodeException) {
            return Problems.malformed("The body is not JSON in UTF-8.");
        } else if (failure instanceof HttpException http) {
            return problem(null, http.getStatusCode());
        } else if (failure instanceof IOException) {
            LOG.warn("the database cannot be reached: {}", failure.getMessage());
            return Problems.notNow();
        } else if (failure != null) {
            LOG.error("an operation failed: {} {}", failure.getClass().getName(), place(failure));
            return Problems.internal();
        }
        return problem(status);
    }

    /** Where it happened; its message may quote what was sent. */
    private static String place(Throwable failure) {
        return Arrays.stream(failure.getStackTrace())
                .filter(frame -> frame.getClassName().startsWith("io.footfall."))
                .findFirst()
                .map(frame -> "at " + frame)
                .orElse("in a library");
    }

    private static Problem problem(int status) {
        return switch (status) {
            case 404 -> Problems.notFound("See /api/v1/openapi.yaml for what there is.");
            case 405 -> Problems.methodNotAllowed();
            case 413 -> Problems.tooLarge();
            case 415 -> Problems.notJson();
            default ->
                status >= 400 && status < 500 ? Problems.malformed("It is not valid HTTP.") : Problems.internal();
        };
    }

    /** The deepest broken rule says most: the objects around it are reported as broken too. */
    private static Problem problem(SchemaValidationException invalid) {
        OutputUnit unit = invalid.getOutputUnit();
        List<OutputUnit> errors = unit == null || unit.getErrors() == null ? List.of() : unit.getErrors();
        return errors.stream()
                .max(Comparator.comparing((OutputUnit error) -> field(error).length())
                        .thenComparing(error -> REMEDIES.containsKey(keyword(error))))
                .map(error -> Problems.invalid(
                        field(error).isEmpty() ? "body" : field(error),
                        REMEDIES.getOrDefault(keyword(error), "This does not belong here.") + SEE))
                .orElseGet(() -> Problems.malformed("The body is wrong." + SEE));
    }

    /** Such as {@code thresholds/crowd}; empty for the body as a whole. */
    private static String field(OutputUnit error) {
        String location = error.getInstanceLocation();
        return location == null ? "" : location.replaceFirst("^#?/?", "");
    }

    private static String keyword(OutputUnit error) {
        String location = error.getKeywordLocation();
        return location == null ? "" : location.substring(location.lastIndexOf('/') + 1);
    }
}
