package io.footfall.enrich.source;

import io.footfall.enrich.page.Location;
import io.footfall.enrich.page.Mask;
import io.footfall.enrich.page.QueryParameter;
import io.footfall.enrich.page.Text;
import io.footfall.measure.Value;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the entry URL says of the campaign that led to it. Texts are masked and in lower case, as {@code Newsletter} and
 * {@code newsletter} are one; absent ones are {@link Value#NONE}.
 *
 * @param clicked the source whose click id came along, null for none; the id itself is not read
 * @param paid whether that id tells a paid click, see docs/decisions/0306
 */
public record Campaign(
        Value source,
        Value medium,
        Value campaign,
        Value term,
        Value content,
        @Nullable String clicked,
        boolean paid) {

    /** The one that unpaid links carry too comes last. */
    private static final List<String> CLICK_IDS =
            List.of("gclid", "gbraid", "wbraid", "msclkid", "ttclid", "li_fat_id", "fbclid");

    private static final String UNPAID_TOO = "fbclid";

    private static final Campaign ABSENT =
            new Campaign(Value.NONE, Value.NONE, Value.NONE, Value.NONE, Value.NONE, null, false);

    private static final Map<String, String> CLICKED = Map.of(
            "gclid", "Google",
            "gbraid", "Google",
            "wbraid", "Google",
            "msclkid", "Bing",
            "fbclid", "Facebook",
            "ttclid", "TikTok",
            "li_fat_id", "LinkedIn");

    /** Reads a campaign off the entry URL. */
    public static Campaign of(Location entry) {
        String query = entry.query();
        if (query.isEmpty()) {
            return ABSENT;
        }
        String clicked = clicked(query);
        return new Campaign(
                utm(query, "source"),
                utm(query, "medium"),
                utm(query, "campaign"),
                utm(query, "term"),
                utm(query, "content"),
                clicked == null ? null : CLICKED.get(clicked),
                clicked != null && !clicked.equals(UNPAID_TOO));
    }

    /** Whether the entry URL says nothing of any. */
    public boolean isAbsent() {
        return equals(ABSENT);
    }

    /** Whether the site marked the link as its own campaign. */
    boolean isMarked() {
        return !source.equals(Value.NONE) || !medium.equals(Value.NONE) || !campaign.equals(Value.NONE);
    }

    private static Value utm(String query, String name) {
        return QueryParameter.first(query, "utm_" + name)
                .map(Campaign::cleaned)
                .map(text -> Text.value(text, Value.OTHER))
                .orElse(Value.NONE);
    }

    private static String cleaned(String text) {
        // Masked before the lower case, which hides tokens.
        return Text.fit(Text.tidied(Mask.of(text).toLowerCase(Locale.ROOT)));
    }

    private static @Nullable String clicked(String query) {
        for (String name : CLICK_IDS) {
            if (QueryParameter.isPresent(query, name)) {
                return name;
            }
        }
        return null;
    }
}
