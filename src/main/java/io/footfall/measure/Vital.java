package io.footfall.measure;

/**
 * A web vital, counted in logarithmic buckets: bucket {@code n} holds the values from {@value #RATIO}<sup>n-1</sup> (included) to
 * {@value #RATIO}<sup>n</sup> units, bucket 0 those below one unit. So a percentile read from buckets is off by half a bucket at
 * most, about 5 %.
 */
public enum Vital {
    /** Largest contentful paint, ms. */
    LCP,
    /** Interaction to next paint, ms. */
    INP,
    /** Cumulative layout shift, in thousandths. */
    CLS,
    /** First contentful paint, ms. */
    FCP,
    /** Time to first byte, ms. */
    TTFB;

    /** The ratio of a bucket's end to its beginning. */
    public static final double RATIO = 1.1;

    /** The last bucket, which holds everything above: about ten minutes. */
    public static final int LAST = 140;

    private static final double LOG_RATIO = Math.log(RATIO);

    /**
     * The bucket of a value.
     *
     * @param units ms, or thousandths for {@link #CLS}; not negative
     */
    public static int bucketOf(double units) {
        if (!(units >= 1)) {
            return 0;
        }
        return (int) Math.min(LAST, 1 + Math.floor(Math.log(units) / LOG_RATIO + 1e-9));
    }

    /** The middle of a bucket, in units, by ratio. */
    public static double middleOf(int bucket) {
        return bucket == 0 ? 0 : Math.pow(RATIO, bucket - 0.5);
    }
}
