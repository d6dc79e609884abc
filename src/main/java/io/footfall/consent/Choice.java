package io.footfall.consent;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What somebody, whoever it was, has chosen: everything that a receipt says besides the site.
 *
 * @param policy version of the policy that was shown
 * @param allow the optional categories that are allowed
 * @param month of the decision, UTC
 */
record Choice(int policy, Set<Category> allow, YearMonth month) {

    /** A receipt is accepted to the last instant of the month of decision plus this many. */
    static final int MONTHS = 5;

    private static final List<Set<Category>> SUBSETS = subsets();
    private static final List<Set<Category>> WITH_STATISTICS = SUBSETS.stream()
            .filter(allow -> allow.contains(Category.STATISTICS))
            .toList();

    Choice {
        Set<Category> optional = new HashSet<>(allow);
        optional.remove(Category.NECESSARY);
        allow = Set.copyOf(optional);
    }

    /** All that can be allowed of the standard categories: 8 sets, nothing and everything included. */
    static List<Set<Category>> everything() {
        return SUBSETS;
    }

    /** Those of them that allow statistics: 4 sets. */
    static List<Set<Category>> withStatistics() {
        return WITH_STATISTICS;
    }

    boolean allowsStatistics() {
        return allow.contains(Category.STATISTICS);
    }

    private static List<Set<Category>> subsets() {
        List<Set<Category>> subsets = new ArrayList<>();
        subsets.add(Set.of());
        for (Category category : Category.optional()) {
            for (Set<Category> without : List.copyOf(subsets)) {
                Set<Category> with = new HashSet<>(without);
                with.add(category);
                subsets.add(Set.copyOf(with));
            }
        }
        return List.copyOf(subsets);
    }
}
