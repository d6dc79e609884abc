package io.footfall.consent;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads typed members of one JSON object, and knows its path. Anything unexpected ends in {@link Unfit}. */
final class PolicyFields {

    private static final Pattern ADDRESS = Pattern.compile("https?://[^\\s\"<>\\\\/?#@]+([/?#][^\\s\"<>\\\\]*)?");
    private static final int LONGEST_ADDRESS = 500;

    private final String path;
    private final JsonObject json;

    /** @param path of the object, empty for the document itself */
    private PolicyFields(String path, JsonObject json) {
        this.path = path;
        this.json = json;
    }

    /** The document is not what it should be; caught by {@link PolicyReader}. */
    static final class Unfit extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final String field;
        private final String remedy;

        Unfit(String field, String remedy) {
            super(field + " " + remedy, null, false, false);
            this.field = field;
            this.remedy = remedy;
        }

        String field() {
            return field;
        }

        String remedy() {
            return remedy;
        }
    }

    /** Makes something of one element of an array. */
    interface Element<T> {
        T read(String path, @Nullable Object value);
    }

    /** An object that has no members but those that are named. */
    static PolicyFields of(String path, @Nullable Object value, String... known) {
        return open(path, value).only(List.of(known));
    }

    /** An object whose members have names of the sender's own. */
    static PolicyFields open(String path, @Nullable Object value) {
        if (value instanceof JsonObject object) {
            return new PolicyFields(path, object);
        }
        throw new Unfit(path, "must be an object");
    }

    private PolicyFields only(List<String> known) {
        for (String name : json.fieldNames()) {
            if (!known.contains(name)) {
                throw new Unfit(path.isEmpty() ? "body" : path, "must have no members but " + String.join(", ", known));
            }
        }
        return this;
    }

    Set<String> names() {
        return json.fieldNames();
    }

    boolean has(String name) {
        return json.getValue(name) != null;
    }

    @Nullable
    Object value(String name) {
        return json.getValue(name);
    }

    String path(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    /** A member that must be there. */
    Object required(String name) {
        Object value = json.getValue(name);
        if (value == null) {
            throw new Unfit(path(name), "is missing");
        }
        return value;
    }

    /** A text without spaces around it; empty when it is not there. */
    String text(String name, int most) {
        Object value = json.getValue(name);
        return value == null ? "" : text(path(name), value, most);
    }

    static String text(String path, @Nullable Object value, int most) {
        if (!(value instanceof String text)) {
            throw new Unfit(path, "must be a string");
        }
        if (text.length() > most) {
            throw new Unfit(path, "must have at most " + most + " characters");
        }
        text.codePoints().filter(PolicyFields::isUnprintable).findFirst().ifPresent(found -> {
            throw new Unfit(path, "must not contain control characters or half a surrogate pair");
        });
        return text.strip();
    }

    private static boolean isUnprintable(int point) {
        return (Character.isISOControl(point) && point != '\n') || (point >= 0xD800 && point <= 0xDFFF);
    }

    /** A text of a form; empty when it is not there or empty. */
    String matching(String name, Pattern form, String remedy) {
        String text = text(name, LONGEST_ADDRESS);
        if (!text.isEmpty() && !form.matcher(text).matches()) {
            throw new Unfit(path(name), remedy);
        }
        return text;
    }

    String address(String name) {
        return matching(name, ADDRESS, "must be an address that begins with https:// or http://, or empty");
    }

    boolean bool(String name) {
        Object value = json.getValue(name);
        if (value != null && !(value instanceof Boolean)) {
            throw new Unfit(path(name), "must be true or false");
        }
        return Boolean.TRUE.equals(value);
    }

    int integer(String name, int least, int most, int otherwise) {
        Object value = json.getValue(name);
        if (value == null) {
            return otherwise;
        }
        if (!(value instanceof Integer number) || number < least || number > most) {
            throw new Unfit(path(name), "must be a whole number from " + least + " to " + most);
        }
        return number;
    }

    <E extends Enum<E>> E choice(String name, E otherwise) {
        Object value = json.getValue(name);
        if (value == null) {
            return otherwise;
        }
        E[] constants = otherwise.getDeclaringClass().getEnumConstants();
        return Arrays.stream(constants)
                .filter(constant -> PolicyJson.key(constant).equals(value))
                .findFirst()
                .orElseThrow(() -> new Unfit(
                        path(name),
                        "must be one of "
                                + Arrays.stream(constants).map(PolicyJson::key).collect(Collectors.joining(", "))));
    }

    /** A list; empty when it is not there. */
    <T> List<T> list(String name, int most, Element<T> element) {
        Object value = json.getValue(name);
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof JsonArray array)) {
            throw new Unfit(path(name), "must be an array");
        }
        if (array.size() > most) {
            throw new Unfit(path(name), "must have at most " + most + " elements");
        }
        List<T> list = new ArrayList<>();
        for (int i = 0; i < array.size(); i++) {
            list.add(element.read(path(name) + "[" + i + "]", array.getValue(i)));
        }
        return list;
    }
}
