package io.footfall.merge;

import io.footfall.count.Cell;
import io.footfall.measure.Cube;
import io.footfall.measure.Cubes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Map;

/**
 * Cells as bytes: their number; for each cell site, day, cube, two keys (a tag, then a number or a text in modified UTF-8) and the
 * measures. The cells are in the order of a hash.
 */
final class CellBytes {

    private CellBytes() {}

    static byte[] of(CellSums sums, long orderKey) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        write(new DataOutputStream(bytes), sums, orderKey);
        return bytes.toByteArray();
    }

    static CellSums read(byte[] bytes) throws IOException {
        return read(new DataInputStream(new ByteArrayInputStream(bytes)));
    }

    static void write(DataOutputStream out, CellSums sums, long orderKey) throws IOException {
        out.writeInt(sums.cells().size());
        for (Map.Entry<Cell, long[]> entry : HashOrder.of(sums.cells(), orderKey)) {
            writeCell(out, entry.getKey(), entry.getValue());
        }
    }

    private static void writeCell(DataOutputStream out, Cell cell, long[] measures) throws IOException {
        out.writeInt(cell.site());
        out.writeInt(cell.day());
        out.writeInt(cell.cube().id());
        writeKey(out, cell.a());
        writeKey(out, cell.b());
        for (long measure : measures) {
            out.writeLong(measure);
        }
    }

    private static void writeKey(DataOutputStream out, Cell.Key key) throws IOException {
        if (key instanceof Cell.Text text) {
            out.writeBoolean(true);
            out.writeUTF(text.text());
        } else if (key instanceof Cell.Numeric numeric) {
            out.writeBoolean(false);
            out.writeInt(numeric.number());
        }
    }

    static CellSums read(DataInputStream in) throws IOException {
        CellSums sums = new CellSums();
        for (int left = in.readInt(); left > 0; left--) {
            readCell(in, sums);
        }
        return sums;
    }

    private static void readCell(DataInputStream in, CellSums sums) throws IOException {
        int site = in.readInt();
        int day = in.readInt();
        int cubeId = in.readInt();
        Cube cube = Cubes.byId(cubeId).orElseThrow(() -> new IOException("cube " + cubeId + " is not known here"));
        Cell cell = new Cell(site, day, cube, readKey(in), readKey(in));
        long[] measures = new long[Cube.MAX_MEASURES];
        for (int i = 0; i < measures.length; i++) {
            measures[i] = in.readLong();
        }
        sums.add(cell, measures);
    }

    private static Cell.Key readKey(DataInputStream in) throws IOException {
        return in.readBoolean() ? new Cell.Text(in.readUTF()) : new Cell.Numeric(in.readInt());
    }
}
