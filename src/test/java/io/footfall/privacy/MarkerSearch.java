package io.footfall.privacy;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds any of many byte patterns in a stream, in one pass: the automaton of Aho and Corasick (1975). Patterns that are text
 * are found in capitals and small letters alike (ASCII); a pattern may lie anywhere, also across the bounds of what is read at once.
 */
final class MarkerSearch {

    /** What is looked for. */
    static final class Pattern {
        private final String name;
        private final byte[] bytes;
        private final boolean anyCase;

        /**
         * @param name what is told when it is found
         * @param anyCase whether ASCII letters are compared without their case
         */
        Pattern(String name, byte[] bytes, boolean anyCase) {
            if (bytes.length < 4) {
                throw new IllegalArgumentException("too short to be improbable: " + name);
            }
            this.name = name;
            this.bytes = bytes.clone();
            this.anyCase = anyCase;
        }
    }

    private static final int BUFFER_BYTES = 1 << 16;

    private final Automaton exact;
    private final Automaton folded;

    MarkerSearch(List<Pattern> patterns) {
        this.exact = new Automaton(
                patterns.stream().filter(pattern -> !pattern.anyCase).toList(), MarkerSearch::same);
        this.folded = new Automaton(
                patterns.stream().filter(pattern -> pattern.anyCase).toList(), MarkerSearch::small);
    }

    /** The names of the patterns that are found, in the order of their first appearance; reads the stream to its end. */
    Set<String> in(InputStream stream) throws IOException {
        Set<String> found = new LinkedHashSet<>();
        int inExact = 0;
        int inFolded = 0;
        byte[] buffer = new byte[BUFFER_BYTES];
        for (int read = stream.read(buffer); read >= 0; read = stream.read(buffer)) {
            inExact = exact.run(inExact, buffer, read, found);
            inFolded = folded.run(inFolded, buffer, read, found);
        }
        return found;
    }

    private static int same(int b) {
        return b;
    }

    private static int small(int b) {
        return b >= 'A' && b <= 'Z' ? b + ('a' - 'A') : b;
    }

    private interface Fold {
        int of(int b);
    }

    /** States are numbers, 0 the start; a state's 256 successors lie side by side. */
    private static final class Automaton {
        private static final int BYTES = 256;

        private final int[] fold = new int[BYTES];
        private final List<Set<String>> ends = new ArrayList<>();
        private int[] next = new int[BYTES];

        Automaton(List<Pattern> patterns, Fold folding) {
            Arrays.setAll(fold, folding::of);
            Arrays.fill(next, -1);
            ends.add(new LinkedHashSet<>());
            patterns.forEach(this::add);
            complete();
        }

        private void add(Pattern pattern) {
            int state = 0;
            for (byte b : pattern.bytes) {
                int at = state * BYTES + fold[b & 0xff];
                if (next[at] < 0) {
                    next[at] = ends.size();
                    ends.add(new LinkedHashSet<>());
                    if (next.length < ends.size() * BYTES) {
                        int before = next.length;
                        next = Arrays.copyOf(next, before * 2);
                        Arrays.fill(next, before, next.length, -1);
                    }
                }
                state = next[at];
            }
            ends.get(state).add(pattern.name);
        }

        /** Gives every state a successor for every byte: where the patterns go on nowhere, that of the longest proper suffix. */
        private void complete() {
            int[] suffix = new int[ends.size()];
            Deque<Integer> queue = new ArrayDeque<>(List.of(0));
            while (!queue.isEmpty()) {
                int state = queue.remove();
                for (int b = 0; b < BYTES; b++) {
                    int at = state * BYTES + b;
                    int fallback = state == 0 ? 0 : next[suffix[state] * BYTES + b];
                    if (next[at] < 0) {
                        next[at] = fallback;
                    } else {
                        suffix[next[at]] = fallback;
                        ends.get(next[at]).addAll(ends.get(fallback));
                        queue.add(next[at]);
                    }
                }
            }
        }

        int run(int from, byte[] bytes, int length, Set<String> found) {
            int state = from;
            for (int i = 0; i < length; i++) {
                state = next[state * BYTES + fold[bytes[i] & 0xff]];
                if (!ends.get(state).isEmpty()) {
                    found.addAll(ends.get(state));
                }
            }
            return state;
        }
    }
}
