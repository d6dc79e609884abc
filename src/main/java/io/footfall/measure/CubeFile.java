package io.footfall.measure;

import io.footfall.measure.CubeDefinition.Addition;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Reads {@code cubes.yaml}, whose head explains it. A mistake in it is a mistake in the program, and stops the start. */
final class CubeFile {

    private static final String NAME = "/cubes.yaml";
    private static final String PAIRS_OF = "pairs of ";
    private static final Set<String> WORDS =
            Set.of("id", "of", "name", "a", "b", "total", "pair", "cap", "each", "months", "adds", "readBy", "except");

    private CubeFile() {}

    /** All cubes, in the order of the file. */
    static List<Cube> read() {
        try (InputStream in = Objects.requireNonNull(CubeFile.class.getResourceAsStream(NAME))) {
            Object all = new Yaml(new SafeConstructor(new LoaderOptions())).load(in);
            List<Cube> cubes = new ArrayList<>();
            for (Object entry : (List<?>) all) {
                cubes(new Entry((Map<?, ?>) entry, ""), cubes);
            }
            return List.copyOf(cubes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void cubes(Entry entry, List<Cube> into) {
        int id = entry.number("id");
        if (entry.find("of") == null) {
            into.add(cube(id, entry));
            return;
        }
        for (String member : members(Objects.requireNonNull(entry.find("of")))) {
            into.add(cube(id++, new Entry(entry.lines, member)));
        }
    }

    private static List<String> members(Object of) {
        if (of.equals("dimensions")) {
            return Arrays.stream(Dimension.values()).map(Dimension::key).toList();
        }
        if (of instanceof String text && text.startsWith(PAIRS_OF)) {
            return pairs(List.of(
                    text.substring(PAIRS_OF.length() + 1, text.length() - 1).split(", *")));
        }
        return ((List<?>) of).stream().map(String::valueOf).toList();
    }

    private static List<String> pairs(List<String> members) {
        List<String> pairs = new ArrayList<>();
        for (int i = 0; i < members.size(); i++) {
            for (String second : members.subList(i + 1, members.size())) {
                pairs.add(members.get(i) + " x " + second);
            }
        }
        return pairs;
    }

    private static Cube cube(int id, Entry entry) {
        List<Addition> additions = new ArrayList<>();
        ((Map<?, ?>) entry.get("adds"))
                .forEach((measure, when) -> additions.add(addition(String.valueOf(measure), String.valueOf(when))));
        List<String> readBy =
                ((List<?>) entry.get("readBy")).stream().map(String::valueOf).toList();
        CubeDefinition definition = new CubeDefinition(
                entry.meaning("a"),
                entry.meaning("b"),
                entry.flag("total"),
                entry.flag("pair"),
                entry.find("cap") == null ? 0 : entry.number("cap"),
                entry.find("each") == null ? 0 : entry.number("each"),
                entry.find("months") == null ? 0 : entry.number("months"),
                additions,
                readBy);
        List<Measure> measures = additions.stream().map(Addition::measure).toList();
        return new Cube(id, entry.text("name"), entry.key("a"), entry.key("b"), measures, definition);
    }

    private static Addition addition(String measure, String when) {
        String[] words = when.split(", ", 2);
        return new Addition(
                Measure.valueOf(measure.toUpperCase(Locale.ROOT)),
                named(Occasion.values(), Occasion::key, words[0]),
                named(Booking.values(), Booking::key, words[1]));
    }

    private static <T> T named(T[] all, Function<T, String> name, String wanted) {
        return Arrays.stream(all)
                .filter(one -> name.apply(one).equals(wanted))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(NAME + " says \"" + wanted + "\", which means nothing"));
    }

    /** An entry of the file, or a member of the family that it stands for. */
    private record Entry(Map<?, ?> lines, String member) {

        Entry {
            if (!WORDS.containsAll(lines.keySet())) {
                throw new IllegalStateException(NAME + " holds another word than " + WORDS + " in " + lines.keySet());
            }
        }

        @Nullable
        Object find(String key) {
            Map<?, ?> excepted =
                    lines.get("except") instanceof Map<?, ?> except && except.get(member) instanceof Map<?, ?> own
                            ? own
                            : Map.of();
            return excepted.containsKey(key) ? excepted.get(key) : lines.get(key);
        }

        Object get(String key) {
            Object found = find(key);
            if (found == null) {
                throw new IllegalStateException(NAME + " holds an entry without " + key);
            }
            return found;
        }

        int number(String key) {
            return (Integer) get(key);
        }

        boolean flag(String key) {
            return find(key) instanceof Boolean flag && flag;
        }

        String text(String key) {
            return fill(get(key));
        }

        private String fill(Object text) {
            return String.valueOf(text).replace("{of}", member);
        }

        Cube.Key key(String name) {
            return find(name) instanceof List<?> key
                    ? Cube.Key.valueOf(String.valueOf(key.get(0)).toUpperCase(Locale.ROOT))
                    : Cube.Key.NONE;
        }

        String meaning(String name) {
            return find(name) instanceof List<?> key ? fill(Objects.requireNonNull(key.get(1))) : "";
        }
    }
}
