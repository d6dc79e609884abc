package io.footfall;

import io.footfall.enrich.geo.Countries;
import io.vertx.core.Vertx;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks, once a minute, whether the operator's country database was replaced. A broken one is reported and not used. */
final class CountryUpdates {

    private static final Logger LOG = LoggerFactory.getLogger(CountryUpdates.class);
    private static final long CHECK_MILLIS = 60_000;

    private CountryUpdates() {}

    static void follow(Vertx vertx, Countries countries) {
        vertx.setPeriodic(
                CHECK_MILLIS,
                tick -> vertx.executeBlocking(countries::reloadIfChanged)
                        .onSuccess(changed -> {
                            if (changed) {
                                LOG.info("A new country database is in use");
                            }
                        })
                        .onFailure(failure ->
                                LOG.warn("The former country database stays in use: {}", failure.getMessage())));
    }
}
