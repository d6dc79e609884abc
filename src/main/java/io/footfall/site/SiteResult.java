package io.footfall.site;

import java.util.List;

/** What became of a new site or of a change. */
public sealed interface SiteResult {

    /** It is stored, and this node already reads it. */
    record Saved(Site site) implements SiteResult {}

    /** Nothing was stored; one problem per field that is wrong. */
    record Invalid(List<FieldProblem> problems) implements SiteResult {
        public Invalid {
            problems = List.copyOf(problems);
        }
    }

    /**
     * Nothing was stored: a host belongs to another site.
     *
     * @param field {@code domain} or {@code aliases}
     * @param host the host
     */
    record Taken(String field, String host) implements SiteResult {}

    /** There is no site with this domain. */
    record NotFound() implements SiteResult {}
}
