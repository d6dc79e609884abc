package io.footfall.consent;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What somebody, whoever it was, has chosen: everything that a receipt says besides the site.
 *
 * @param policy version of the policy that was shown
 * @param allow the optional categories that are allowed
 * @param basis why they are
 * @param month of the decision, UTC
 */
record Choice(int policy, Set<Category> allow, Basis basis, YearMonth month) {

    /** A receipt is accepted to the last instant of the month of decision plus this many. */
    static final int MONTHS = 5;

    /** With more optional categories than this not everything that can be chosen is signed in advance. */
    static final int FEW = 3;

    /** What alone is asked for when a visit is counted. */
    static final Set<Category> STATISTICS = Set.of(Category.STATISTICS);

    /** Why something is allowed. */
    enum Basis {
        /** Somebody chose. */
        CONSENT,
        /** A rule of the visitor's country asks for a notice only. */
        NOTICE;

        String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    Choice {
        Set<Category> optional = new HashSet<>(allow);
        optional.remove(Category.NECESSARY);
        allow = Set.copyOf(optional);
    }

    /** A decision of somebody. */
    Choice(int policy, Set<Category> allow, YearMonth month) {
        this(policy, allow, Basis.CONSENT, month);
    }

    /**
     * What is signed in advance of a policy: all that can be allowed of up to {@value #FEW} categories; of more a refusal, all of them, and
     * statistics alone, with which visits are counted.
     */
    static List<Set<Category>> inAdvance(List<Category> optional) {
        if (optional.size() <= FEW) {
            return subsets(optional);
        }
        Stream<Set<Category>> all = Stream.of(Set.of(), Set.copyOf(optional));
        return optional.contains(Category.STATISTICS)
                ? Stream.concat(all, Stream.of(STATISTICS)).toList()
                : all.toList();
    }

    boolean allowsStatistics() {
        return allow.contains(Category.STATISTICS);
    }

    private static List<Set<Category>> subsets(List<Category> categories) {
        List<Set<Category>> subsets = new ArrayList<>();
        subsets.add(Set.of());
        for (Category category : categories) {
            for (Set<Category> without : List.copyOf(subsets)) {
                Set<Category> with = new HashSet<>(without);
                with.add(category);
                subsets.add(Set.copyOf(with));
            }
        }
        return List.copyOf(subsets);
    }
}
