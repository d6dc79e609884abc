package io.footfall.site;

import java.time.ZoneId;
import java.util.List;

/**
 * A site and its settings, as read by every event loop; immutable.
 *
 * @param id number of the site, from 1; names it in counter files and in the database
 * @param domain names it for people, in lower case
 * @param aliases further hosts whose pages belong to it
 * @param subdomains whether hosts below the domain belong to it
 * @param zone its calendar; fixed once counting has begun
 * @param policy version of the policy in force, from 1
 * @param acceptedPolicies versions whose receipts are accepted, the one in force included
 * @param thresholds how many make a crowd
 * @param queryParameters names of the query parameters that belong to a page
 * @param countDecisions which decisions are counted
 * @param routing how its addresses are read
 * @param counting what is counted besides the standard
 */
public record Site(
        int id,
        String domain,
        List<String> aliases,
        boolean subdomains,
        ZoneId zone,
        int policy,
        List<Integer> acceptedPolicies,
        Thresholds thresholds,
        List<String> queryParameters,
        CountDecisions countDecisions,
        Routing routing,
        Counting counting) {

    /** Shards of the database: the distribution column is {@code id mod BUCKETS}. */
    public static final int BUCKETS = 256;

    /** Which decisions about consent are counted. */
    public enum CountDecisions {
        /** A grant, with the first event after it; refusals send nothing. */
        GRANTS,
        /** Refusals and withdrawals too, as a bare +1. */
        ALL,
        NONE
    }

    public Site {
        aliases = List.copyOf(aliases);
        acceptedPolicies = List.copyOf(acceptedPolicies);
        queryParameters = List.copyOf(queryParameters);
    }

    /** A site with the standard routing and counting. */
    public Site(
            int id,
            String domain,
            List<String> aliases,
            boolean subdomains,
            ZoneId zone,
            int policy,
            List<Integer> acceptedPolicies,
            Thresholds thresholds,
            List<String> queryParameters,
            CountDecisions countDecisions) {
        this(
                id,
                domain,
                aliases,
                subdomains,
                zone,
                policy,
                acceptedPolicies,
                thresholds,
                queryParameters,
                countDecisions,
                Routing.DEFAULT,
                Counting.DEFAULT);
    }

    /** This site under a number. */
    Site numbered(int number) {
        return new Site(
                number,
                domain,
                aliases,
                subdomains,
                zone,
                policy,
                acceptedPolicies,
                thresholds,
                queryParameters,
                countDecisions,
                routing,
                counting);
    }

    /** This site with another routing and counting. */
    public Site with(Routing read, Counting counted) {
        return new Site(
                id,
                domain,
                aliases,
                subdomains,
                zone,
                policy,
                acceptedPolicies,
                thresholds,
                queryParameters,
                countDecisions,
                read,
                counted);
    }

    /** The site's bucket, first in every key of the tables that grow. */
    public short bucket() {
        return bucketOf(id);
    }

    /** The bucket of a site's number. */
    public static short bucketOf(int id) {
        return (short) (id % BUCKETS);
    }
}
