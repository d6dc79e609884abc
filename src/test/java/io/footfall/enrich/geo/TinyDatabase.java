package io.footfall.enrich.geo;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Writes a MaxMind-format database of one node: IPv4 addresses below 128.0.0.0 have an entry, the others none. Only what
 * the format's specification (2.0) needs.
 */
final class TinyDatabase {

    private static final int MAP = 7;
    private static final int ARRAY = 11;
    private static final int TEXT = 2;
    private static final int UINT16 = 5;
    private static final int UINT32 = 6;
    private static final int UINT64 = 9;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private TinyDatabase() {}

    static byte[] inMaxMindsShape(String country) {
        return ofType("GeoLite2-Country", country);
    }

    static byte[] ofType(String type, String country) {
        TinyDatabase file = new TinyDatabase();
        // One node of two 24-bit records: 1 node + 16 bytes of separator + offset 0 in the data; and "no entry" (=
        // nodes).
        file.out.writeBytes(new byte[] {0, 0, 1 + 16, 0, 0, 1});
        file.out.writeBytes(new byte[16]);
        file.map(1).text("country").map(1).text("iso_code").text(country);
        file.out.writeBytes(new byte[] {(byte) 0xAB, (byte) 0xCD, (byte) 0xEF});
        file.out.writeBytes("MaxMind.com".getBytes(StandardCharsets.US_ASCII));
        file.map(9)
                .text("binary_format_major_version")
                .number(UINT16, 2)
                .text("binary_format_minor_version")
                .number(UINT16, 0)
                .text("build_epoch")
                .number(UINT64, 1)
                .text("database_type")
                .text(type)
                .text("description")
                .map(0)
                .text("ip_version")
                .number(UINT16, 4)
                .text("languages")
                .control(ARRAY, 0)
                .text("node_count")
                .number(UINT32, 1)
                .text("record_size")
                .number(UINT16, 24);
        return file.out.toByteArray();
    }

    private TinyDatabase map(int size) {
        return control(MAP, size);
    }

    private TinyDatabase text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        control(TEXT, bytes.length);
        out.writeBytes(bytes);
        return this;
    }

    private TinyDatabase number(int type, int number) {
        control(type, 1);
        out.write(number);
        return this;
    }

    /** Type and size; types from 8 on are extended, sizes here are below 29. */
    private TinyDatabase control(int type, int size) {
        if (type < 8) {
            out.write(type << 5 | size);
        } else {
            out.write(size);
            out.write(type - 7);
        }
        return this;
    }
}
