package io.footfall.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.footfall.event.JsonFields.Unfit;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** A body that is one JSON object in UTF-8. */
final class JsonBody {

    /** The most characters of a domain name. */
    static final int MAX_DOMAIN = 253;

    private static final int MAX_NESTING = 16;

    private static final JsonFactory FACTORY = new JsonFactoryBuilder()
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(MAX_NESTING).build())
            .build();

    private JsonBody() {}

    /** Makes something of the object; the stream stands at its start. */
    interface BodyReader<T> {
        T read(JsonFields fields) throws IOException, Unfit;
    }

    static <T> T read(byte[] body, BodyReader<T> reader) throws Unfit {
        boolean ascii = isAscii(body);
        try (JsonParser json = parser(body, ascii)) {
            JsonFields fields = new JsonFields(json, ascii && isPlain(body));
            fields.next();
            T read = reader.read(fields);
            if (fields.next() != null) {
                throw new Unfit("body", "must be one JSON object and nothing behind it");
            }
            return read;
        } catch (IOException notJson) {
            // Jackson's message quotes what was sent: it ends here.
            throw new Unfit("body", "must be a JSON object");
        }
    }

    /**
     * Given bytes, Jackson would guess at UTF-16 and UTF-32, and not be strict with UTF-8: it gets them only where they are
     * ASCII, as nearly always.
     */
    private static JsonParser parser(byte[] body, boolean ascii) throws IOException, Unfit {
        if (ascii) {
            return FACTORY.createParser(body, 0, body.length);
        }
        CharBuffer text = decoded(body);
        return FACTORY.createParser(text.array(), 0, text.limit());
    }

    /** Whether the body is ASCII and without NUL, which in UTF-16 and UTF-32 stands in every character of JSON's own. */
    private static boolean isAscii(byte[] body) {
        for (byte octet : body) {
            if (octet <= 0) {
                return false;
            }
        }
        return true;
    }

    /** Whether an ASCII body has no escapes, and so none that stand for control characters or half a pair; nor DEL itself. */
    private static boolean isPlain(byte[] body) {
        for (byte octet : body) {
            if (octet == '\\' || octet == 0x7F) {
                return false;
            }
        }
        return true;
    }

    private static CharBuffer decoded(byte[] body) throws Unfit {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
        } catch (CharacterCodingException broken) {
            throw new Unfit("body", "must be UTF-8");
        }
    }
}
