package io.footfall.measure;

/** Spreads numbers evenly over 64 bits, each bit of a number over all of them. */
public final class SplitMix {

    private SplitMix() {}

    /** Finaliser of SplitMix64 (Guy Steele et al., 2014). */
    public static long mix(long x) {
        long h = (x ^ (x >>> 30)) * 0xbf58476d1ce4e5b9L;
        h = (h ^ (h >>> 27)) * 0x94d049bb133111ebL;
        return h ^ (h >>> 31);
    }
}
