package io.footfall.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Everything that an operator can set, read once at the start.
 *
 * @param httpHost address of the public port
 * @param httpPort public port: collection, script, dashboard, API; 0 for any free one
 * @param managementHost address of the management port
 * @param managementPort health and metrics; 0 for any free one
 * @param publicUrl how browsers reach the server, without a trailing slash
 * @param databaseUrl {@code postgresql://...}; empty for the embedded one
 * @param databaseOwnerUrl used for migrations only; the database URL where empty
 * @param dataDir counter files, embedded database, the installation's secret
 * @param secret wraps keys that are stored in the database; a file in the data directory where empty
 * @param node this node's name, unique in a cluster
 * @param mergeInterval how often counters are merged
 * @param geoip a MaxMind-format country database; the built-in one where empty
 * @param trustedProxies networks (CIDR) whose forwarding headers are believed
 * @param adminEmail creates the first administrator, together with the password
 * @param adminPassword see {@code adminEmail}
 * @param adminToken an API token with the administrator's rights
 * @param demo whether to serve the demo site and make its data
 */
public record Settings(
        Optional<String> httpHost,
        int httpPort,
        String managementHost,
        int managementPort,
        URI publicUrl,
        Optional<String> databaseUrl,
        Optional<String> databaseOwnerUrl,
        Path dataDir,
        Optional<String> secret,
        String node,
        Duration mergeInterval,
        Optional<Path> geoip,
        List<String> trustedProxies,
        Optional<String> adminEmail,
        Optional<String> adminPassword,
        Optional<String> adminToken,
        boolean demo) {

    public Settings {
        trustedProxies = List.copyOf(trustedProxies);
    }

    /** Names the node only: settings hold secrets. */
    @Override
    public String toString() {
        return "Settings[node=" + node + "]";
    }
}
