package io.footfall.config;

import java.util.List;

/** Settings that the server cannot start with: every problem found, one line each, with the key and the remedy. */
public final class InvalidSettings extends RuntimeException {

    private final transient List<String> problems;

    public InvalidSettings(List<String> problems) {
        super(String.join(System.lineSeparator(), problems));
        this.problems = List.copyOf(problems);
    }

    public InvalidSettings(String problem) {
        this(List.of(problem));
    }

    /** One line each; never the value of a secret. */
    public List<String> problems() {
        return problems;
    }
}
