package io.footfall.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MarkerSearchTest {

    private static final String ADDRESS = "217.253.246.251";
    private static final byte[] BYTES = {(byte) 217, (byte) 253, (byte) 246, (byte) 251};
    private static final String WORD = "Marker-of-Mine";

    private static final MarkerSearch SEARCH =
            new MarkerSearch(Stream.of(Marker.text("word", WORD), Marker.address("address", ADDRESS))
                    .flatMap(marker -> marker.patterns().stream())
                    .toList());

    private static Set<String> find(byte[] bytes) throws IOException {
        return SEARCH.in(new ByteArrayInputStream(bytes));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    static Stream<byte[]> waysToWriteIt() {
        HexFormat hex = HexFormat.of();
        byte[] word = ascii(WORD);
        Stream<byte[]> plain = Stream.of(
                word,
                ascii("MARKER-OF-MINE"),
                WORD.getBytes(StandardCharsets.UTF_16LE),
                WORD.getBytes(StandardCharsets.UTF_16BE),
                ascii(hex.formatHex(word)),
                ascii(hex.withUpperCase().formatHex(word)),
                ascii(hex.withUpperCase().withPrefix("%").formatHex(word)),
                ascii(ADDRESS),
                ascii("217.253.246.0"),
                BYTES,
                ByteBuffer.allocate(4)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putInt(ByteBuffer.wrap(BYTES).getInt())
                        .array(),
                ascii(hex.formatHex(BYTES)),
                ascii("3657299707"),
                ascii("-637667589"));
        Stream<byte[]> base64 = Stream.of(word, BYTES)
                .flatMap(bytes -> IntStream.range(0, 3).boxed().flatMap(alignment -> {
                    byte[] around = joined(new byte[] {0x5b, (byte) 0xe7}, bytes, new byte[] {(byte) 0xd3, 0x11});
                    byte[] from = alignment == 2 ? around : joined(new byte[alignment], bytes, new byte[] {0x4d});
                    return Stream.of(
                            Base64.getEncoder().encode(from),
                            Base64.getUrlEncoder().encode(from));
                }));
        return Stream.concat(plain, base64);
    }

    @ParameterizedTest
    @MethodSource("waysToWriteIt")
    void in_aMarkerInAnyEncoding_isFound(byte[] written) throws IOException {
        assertThat(find(joined(ascii("before "), written, ascii(" after")))).isNotEmpty();
    }

    @Test
    void in_nothingOfIt_findsNothing() throws IOException {
        byte[] noise = new byte[1 << 20];
        new Random(3).nextBytes(noise);
        assertThat(find(noise)).isEmpty();
        assertThat(find(ascii("Marker-of-Min Marker of Mine 217.253.24.251 217.253.24")))
                .isEmpty();
        assertThat(find(new byte[0])).isEmpty();
    }

    @Test
    void in_aPatternThatEndsInAnother_findsBoth() throws IOException {
        MarkerSearch search = new MarkerSearch(List.of(
                new MarkerSearch.Pattern("long", ascii("aababab"), false),
                new MarkerSearch.Pattern("inner", ascii("abab"), false),
                new MarkerSearch.Pattern("other", ascii("ababb"), false)));
        assertThat(search.in(new ByteArrayInputStream(ascii("xaabababb")))).containsExactly("inner", "long", "other");
    }

    /** The stream is read in pieces; the marker may lie on their bounds. */
    @Property(tries = 50)
    void in_whereverTheMarkerLies_isFound(@ForAll @IntRange(min = 65_500, max = 65_560) int at) throws IOException {
        byte[] bytes = new byte[140_000];
        System.arraycopy(BYTES, 0, bytes, at, BYTES.length);
        assertThat(find(bytes)).containsExactly("address, in network byte order");
    }

    /** Against the search that cannot be wrong. */
    @Property(tries = 300)
    void in_anyText_findsWhatTheSimpleSearchFinds(@ForAll long seed) throws IOException {
        Random random = new Random(seed);
        List<String> words = IntStream.range(0, 8)
                .mapToObj(i -> letters(random, 4 + random.nextInt(3)))
                .distinct()
                .toList();
        String text = letters(random, 200);
        MarkerSearch search = new MarkerSearch(words.stream()
                .map(word -> new MarkerSearch.Pattern(word, ascii(word), false))
                .toList());
        assertThat(search.in(new ByteArrayInputStream(ascii(text))))
                .containsExactlyInAnyOrderElementsOf(
                        words.stream().filter(text::contains).toList());
    }

    private static String letters(Random random, int length) {
        StringBuilder letters = new StringBuilder();
        for (int i = 0; i < length; i++) {
            letters.append((char) ('a' + random.nextInt(2)));
        }
        return letters.toString();
    }
}
