package io.footfall.site;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** New values for some settings of a {@link Counting}, not yet checked; null leaves a setting as it is. */
public record CountingChange(
        @Nullable List<PageGroup> pageGroups,
        @Nullable List<Funnel> funnels,
        @Nullable List<SegmentDraft> segments,
        @Nullable Integer retentionMonths) {

    public static final CountingChange NONE = new CountingChange(null, null, null, null);

    /** A segment as somebody wants it. */
    public record SegmentDraft(String name, List<ConditionDraft> conditions) {
        public SegmentDraft {
            conditions = List.copyOf(conditions);
        }
    }

    /** A condition as somebody wants it: the key of a dimension, and a value. */
    public record ConditionDraft(String dimension, String value) {}
}
