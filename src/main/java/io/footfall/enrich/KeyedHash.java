package io.footfall.enrich;

import java.util.random.RandomGenerator;

/**
 * Hashes texts under a key that is made at the start and dies with the process, so that a hash says nothing of its text to
 * anybody, and nobody can make two texts of one hash: SipHash-1-3 (Jean-Philippe Aumasson and Daniel J. Bernstein, 2012) over UTF-16 units, four at
 * a time. Immutable.
 */
final class KeyedHash {

    private static final int UNITS = 4;
    private static final int FINAL_ROUNDS = 3;

    private final long k0;
    private final long k1;

    /** @param random a secure one, in production */
    KeyedHash(RandomGenerator random) {
        k0 = random.nextLong();
        k1 = random.nextLong();
    }

    long of(String text) {
        long v0 = k0 ^ 0x736f6d6570736575L;
        long v1 = k1 ^ 0x646f72616e646f6dL;
        long v2 = k0 ^ 0x6c7967656e657261L;
        long v3 = k1 ^ 0x7465646279746573L;
        int words = text.length() / UNITS + 1;
        for (int i = 0; i < words + FINAL_ROUNDS; i++) {
            long word = i < words ? word(text, i * UNITS) : 0;
            v2 ^= i == words ? 0xff : 0;
            v3 ^= word;
            v0 += v1;
            v1 = Long.rotateLeft(v1, 13) ^ v0;
            v0 = Long.rotateLeft(v0, 32);
            v2 += v3;
            v3 = Long.rotateLeft(v3, 16) ^ v2;
            v0 += v3;
            v3 = Long.rotateLeft(v3, 21) ^ v0;
            v2 += v1;
            v1 = Long.rotateLeft(v1, 17) ^ v2;
            v2 = Long.rotateLeft(v2, 32);
            v0 ^= word;
        }
        return v0 ^ v1 ^ v2 ^ v3;
    }

    /** Four units; the last word has what is left and, in its highest bits, the length. */
    private static long word(String text, int at) {
        if (at + UNITS <= text.length()) {
            return text.charAt(at)
                    | (long) text.charAt(at + 1) << 16
                    | (long) text.charAt(at + 2) << 32
                    | (long) text.charAt(at + 3) << 48;
        }
        long word = (long) text.length() << 48;
        for (int i = at; i < text.length(); i++) {
            word |= (long) text.charAt(i) << (16 * (i - at));
        }
        return word;
    }
}
