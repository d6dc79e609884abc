package io.footfall.site;

import java.util.ArrayList;
import java.util.List;

/** What is wrong with a change, collected; each problem once. Used by one thread. */
final class FieldProblems {

    private final List<FieldProblem> all = new ArrayList<>();

    void add(String field, String detail) {
        FieldProblem problem = new FieldProblem(field, detail);
        if (!all.contains(problem)) {
            all.add(problem);
        }
    }

    /** Adds a problem unless something holds; gives whether it does. */
    boolean unless(boolean holds, String field, String detail) {
        if (!holds) {
            add(field, detail);
        }
        return holds;
    }

    List<FieldProblem> all() {
        return List.copyOf(all);
    }
}
