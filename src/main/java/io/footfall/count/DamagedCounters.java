package io.footfall.count;

import java.io.IOException;
import java.nio.file.Path;

/** A counter file that cannot be trusted; it is set aside and reported, never read. */
public final class DamagedCounters extends IOException {

    private static final long serialVersionUID = 1;

    public DamagedCounters(Path path, String why) {
        super("counter file " + path + " is damaged: " + why);
    }
}
