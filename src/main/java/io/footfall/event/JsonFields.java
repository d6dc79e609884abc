package io.footfall.event;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads typed values off a JSON stream, and knows the path of the field that it stands at. Anything unexpected ends in {@link
 * Unfit}, which never carries what was sent.
 */
final class JsonFields {

    private static final int MAX_DEPTH = 8;

    private final JsonParser json;
    private final boolean plain;
    private final String[] path = new String[MAX_DEPTH];
    private int depth;

    /** @param plain whether no string of the body can hold a control character or half a surrogate pair */
    JsonFields(JsonParser json, boolean plain) {
        this.json = json;
        this.plain = plain;
    }

    /** The body is not what the contract says; caught by the parser of the whole. */
    static final class Unfit extends Exception {
        private static final long serialVersionUID = 1;
        private final String field;
        private final String remedy;

        Unfit(String field, String remedy) {
            super(field, null, false, false);
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

    /** Takes one field of an object; the stream stands at its value. */
    interface FieldReader {
        void read(String name) throws IOException, Unfit;
    }

    /** Takes one element of an array; the stream stands at it. */
    interface ElementReader {
        void read(int index) throws IOException, Unfit;
    }

    JsonToken next() throws IOException {
        return json.nextToken();
    }

    /** Reads the object at which the stream stands, field by field. */
    void object(FieldReader reader) throws IOException, Unfit {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            throw unfit("must be an object");
        }
        Names names = new Names();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            if (!names.add(name)) {
                throw new Unfit("body", "must be a JSON object in which no name comes twice");
            }
            json.nextToken();
            push(name);
            reader.read(name);
            depth--;
        }
    }

    /** The names of one object. Most have a few, which are compared faster than hashed. */
    private static final class Names {
        private static final int FEW = 16;

        private final String[] few = new String[FEW];
        private int count;
        private @Nullable Set<String> many;

        /** Adds a name; false when it was there. */
        boolean add(String name) {
            for (int i = 0; i < count; i++) {
                if (few[i].equals(name)) {
                    return false;
                }
            }
            if (count < FEW) {
                few[count++] = name;
                return true;
            }
            many = many == null ? new HashSet<>() : many;
            return many.add(name);
        }
    }

    /** Reads the array at which the stream stands, of at most {@code most} elements. */
    void array(int most, ElementReader reader) throws IOException, Unfit {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            throw unfit("must be an array");
        }
        for (int i = 0; json.nextToken() != JsonToken.END_ARRAY; i++) {
            if (i == most) {
                throw unfit("must have at most " + most + " elements");
            }
            push("[" + i + "]");
            reader.read(i);
            depth--;
        }
    }

    /** Passes over the value at which the stream stands: the contract may grow. */
    void skip() throws IOException {
        json.skipChildren();
    }

    boolean isNull() {
        return json.currentToken() == JsonToken.VALUE_NULL;
    }

    /** A text of machines, such as a URL or a date. */
    String text(int most) throws IOException, Unfit {
        String text = string(most);
        if (plain) {
            return text;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isISOControl(c)) {
                throw unfit("must not contain control characters");
            }
            if (Character.isSurrogate(c)) {
                if (!Character.isHighSurrogate(c)
                        || i + 1 == text.length()
                        || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    throw unfit("must not contain half a surrogate pair");
                }
                i++;
            }
        }
        return text;
    }

    private String string(int most) throws IOException, Unfit {
        if (json.currentToken() != JsonToken.VALUE_STRING) {
            throw unfit("must be a string");
        }
        if (json.getTextLength() > most) {
            throw unfit("must have at most " + most + " characters");
        }
        return json.getText();
    }

    /** A text that people wrote. A line break in a title is no reason to lose a page view: what is counted is tidied later. */
    Raw prose(int most) throws IOException, Unfit {
        return new Raw(string(most));
    }

    @Nullable
    Raw rawOrNull(int most) throws IOException, Unfit {
        return isNull() ? null : new Raw(text(most));
    }

    int integer(int least, int most) throws IOException, Unfit {
        if (json.currentToken() != JsonToken.VALUE_NUMBER_INT || json.getTextLength() > 11) {
            throw unfit("must be a whole number from " + least + " to " + most);
        }
        long number = json.getLongValue();
        if (number < least || number > most) {
            throw unfit("must be a whole number from " + least + " to " + most);
        }
        return (int) number;
    }

    /** A number, not negative, of any form that JSON has. */
    double number(double most) throws IOException, Unfit {
        JsonToken token = json.currentToken();
        boolean number = token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_NUMBER_FLOAT;
        double value = number && json.getTextLength() <= 30 ? json.getDoubleValue() : -1;
        if (!(value >= 0 && value <= most)) {
            throw unfit("must be a number from 0 to " + (long) most);
        }
        return value;
    }

    /** What a string, number or boolean says, as text. */
    String scalar(int most) throws IOException, Unfit {
        JsonToken token = json.currentToken();
        if (token == JsonToken.VALUE_STRING) {
            return string(most);
        }
        if (token == null || !token.isScalarValue() || isNull() || json.getTextLength() > most) {
            throw unfit("must be a string, a number or a boolean of at most " + most + " characters");
        }
        return json.getText();
    }

    boolean bool() throws Unfit {
        JsonToken token = json.currentToken();
        if (token != JsonToken.VALUE_TRUE && token != JsonToken.VALUE_FALSE) {
            throw unfit("must be true or false");
        }
        return token == JsonToken.VALUE_TRUE;
    }

    /** A complaint about the field at which the stream stands. */
    Unfit unfit(String remedy) {
        return new Unfit(path(), remedy);
    }

    /** A complaint about a field that should be in the object at which the stream stands. */
    Unfit missing(String name) {
        return unfit(name, "is missing");
    }

    /** A complaint about a field of the object at which the stream stands. */
    Unfit unfit(String name, String remedy) {
        String parent = path();
        return new Unfit(parent.equals("body") ? name : parent + "." + name, remedy);
    }

    /** A complaint about the object of which a field is being read, where the field's name is the sender's own. */
    Unfit unfitParent(String remedy) {
        depth--;
        return unfit(remedy);
    }

    private void push(String name) throws Unfit {
        if (depth == MAX_DEPTH) {
            throw unfit("must not be nested so deeply");
        }
        path[depth++] = name;
    }

    /** Names of fields are the contract's or are not told: an unknown one is the sender's own text. */
    private String path() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < depth; i++) {
            text.append(i == 0 || path[i].startsWith("[") ? "" : ".").append(path[i]);
        }
        return depth == 0 ? "body" : text.toString();
    }
}
