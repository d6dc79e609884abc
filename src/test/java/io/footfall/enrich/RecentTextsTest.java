package io.footfall.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.enrich.page.Location;
import io.footfall.enrich.source.Arrival;
import io.footfall.enrich.source.Campaign;
import io.footfall.enrich.source.Sources;
import io.footfall.event.Raw;
import io.footfall.measure.Value;
import io.footfall.site.Site;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RecentTextsTest {

    private static final Sources SOURCES = Sources.load();
    private static final Campaign NONE =
            new Campaign(Value.NONE, Value.NONE, Value.NONE, Value.NONE, Value.NONE, null, false);

    private final RecentTexts texts = new RecentTexts(SOURCES, new Random(5));

    @Test
    void place_metBefore_theSameAsTheFirstTime() {
        for (String url : List.of(
                "https://example.com/a?utm_source=News", "https://www.example.com/b/", "https://example.org/")) {
            RecentTexts.Place first = texts.place(TestSites.EXAMPLE, new Raw(url));
            assertThat(texts.place(TestSites.EXAMPLE, new Raw(url))).isSameAs(first);
            assertThat(first).isEqualTo(new RecentTexts(SOURCES, new Random(6)).place(TestSites.EXAMPLE, new Raw(url)));
        }
        assertThat(texts.place(TestSites.EXAMPLE, new Raw("https://elsewhere.example/")))
                .isNull();
    }

    @Test
    void place_anotherSiteOrOtherSettings_readAnew() {
        Raw url = new Raw("https://example.com/a?id=7&q=x");
        Site other = TestSites.site("example.com", List.of(), false, List.of("id"));
        assertThat(texts.place(TestSites.EXAMPLE, url))
                .extracting(RecentTexts.Place::page)
                .hasToString("/a;q=x");
        assertThat(texts.place(other, url)).extracting(RecentTexts.Place::page).hasToString("/a;id=7");
        Site foreign = TestSites.site("foreign.example", List.of(), false, List.of());
        assertThat(texts.place(foreign, url)).isNull();
    }

    @Test
    void arrival_campaignAndReferrer_bothDecide() {
        Raw referrer = new Raw("https://www.google.com/");
        Campaign campaign = Campaign.of(
                Location.of(new Raw("https://example.com/?utm_source=News")).orElseThrow());
        for (int i = 0; i < 2; i++) {
            assertThat(source(texts.arrival(TestSites.EXAMPLE, referrer, NONE))).hasToString("Google");
            assertThat(source(texts.arrival(TestSites.EXAMPLE, referrer, campaign)))
                    .hasToString("news");
            assertThat(source(texts.arrival(TestSites.EXAMPLE, null, NONE))).isEqualTo(Sources.DIRECT);
        }
    }

    private static Value source(Arrival arrival) {
        return ((Arrival.Known) arrival).source();
    }

    @Test
    @DisplayName("of URLs, referrers and titles only what is left of them after cleaning is remembered")
    void texts_remembered_nothingRaw() throws ReflectiveOperationException {
        texts.place(TestSites.EXAMPLE, new Raw("https://example.com/secretless?token=canary1#canary2"));
        texts.arrival(TestSites.EXAMPLE, new Raw("https://other.example/path?canary3"), NONE);
        texts.title(new Raw("Hello canary4@example.org"));

        List<String> held = strings(texts);
        assertThat(held).contains("/secretless", "other.example/path").noneMatch(text -> text.contains("canary"));
    }

    /** All texts that can be reached from an object, but for sites and lists. */
    private static List<String> strings(Object root) throws ReflectiveOperationException {
        Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Object> open = new ArrayDeque<>(List.of(root));
        while (!open.isEmpty()) {
            Object at = open.pop();
            if (!seen.add(at) || at instanceof String || at instanceof Site || at instanceof Sources) {
                continue;
            }
            if (at.getClass().isArray() && !at.getClass().getComponentType().isPrimitive()) {
                for (int i = 0; i < Array.getLength(at); i++) {
                    if (Array.get(at, i) != null) {
                        open.push(Array.get(at, i));
                    }
                }
            } else if (at.getClass().getName().startsWith("io.footfall.")) {
                for (Field field : at.getClass().getDeclaredFields()) {
                    field.setAccessible(true);
                    if (!field.getType().isPrimitive() && field.get(at) != null) {
                        open.push(field.get(at));
                    }
                }
            }
        }
        return seen.stream()
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .toList();
    }

    @Test
    void recent_moreThanItHolds_theLatestAreKnownAndNoMore() {
        Recent<String> recent = new Recent<>(64);
        SplittableRandom random = new SplittableRandom(1);
        long[] hashes = random.longs(1_000).toArray();
        for (long hash : hashes) {
            recent.put(this, hash, "value of " + hash);
            assertThat(recent.find(this, hash)).isEqualTo("value of " + hash);
            assertThat(recent.find("another", hash)).isNull();
        }
        int known = 0;
        for (long hash : hashes) {
            known += recent.find(this, hash) == null ? 0 : 1;
        }
        assertThat(known).isBetween(32, 64);
    }

    @Test
    void hash_textsThatDifferInAnything_differ() {
        KeyedHash hash = new KeyedHash(new Random(1));
        Set<Long> hashes = new HashSet<>();
        for (String text :
                List.of("", "a", "b", "aa", "aaa", "aaaa", "aaaaa", "aaab", "baaa", "\0", "\0\0", "\0\0\0\0", "ä")) {
            assertThat(hashes.add(hash.of(text))).as(text).isTrue();
            assertThat(hash.of(new String(text.toCharArray()))).isEqualTo(hash.of(text));
            assertThat(new KeyedHash(new Random(2)).of(text)).isNotEqualTo(hash.of(text));
        }
        for (int i = 0; i < 100_000; i++) {
            hashes.add(hash.of("https://example.com/p/page-" + i));
        }
        assertThat(hashes).hasSize(100_013);
    }
}
