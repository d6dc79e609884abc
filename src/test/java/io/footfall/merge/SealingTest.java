package io.footfall.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.footfall.count.Cell;
import io.footfall.count.Truth;
import io.footfall.measure.Cube;
import io.footfall.measure.Cubes;
import io.footfall.measure.Dimension;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SealingTest {

    private static final int SITE = 3;
    private static final int DAY = 20_000;
    private static final byte[] KEY = new byte[32];

    private final Sealing sealing = new Sealing(KEY, new SecureRandom());

    /** What waits of a small site's day: a few visits, each with values of its own. */
    private static CellSums cells() {
        CellSums sums = new CellSums();
        for (int visit = 0; visit < 9; visit++) {
            for (Dimension dimension : Dimension.values()) {
                Cell.Text value = new Cell.Text(dimension.name() + " of visit " + visit);
                for (Cube cube : List.of(Cubes.by(dimension), Cubes.returnsBy(dimension))) {
                    sums.add(new Cell(SITE, DAY, cube, value, new Cell.Numeric(visit)), new long[] {1, 2, 0, 30, 0});
                }
            }
        }
        return sums;
    }

    private static Truth truth(CellSums sums) {
        Truth truth = new Truth();
        sums.cells().forEach(truth::add);
        return truth;
    }

    @Test
    void open_whatWasSealed_theSameCells() throws Exception {
        CellSums cells = cells();

        byte[] sealed = sealing.seal(SITE, DAY, cells);

        assertThat(truth(sealing.open(SITE, DAY, sealed)).sums())
                .isEqualTo(truth(cells).sums())
                .isNotEmpty();
        assertThat(sealed.length)
                .as("beside %d bytes as they are", CellBytes.of(cells, 1).length)
                .isLessThan(CellBytes.of(cells, 1).length / 4);
    }

    @Test
    void open_sealedByAnEarlierVersion_theSameCells() throws Exception {
        CellSums cells = cells();
        byte[] nonce = new byte[12];
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(KEY, "AES"), new GCMParameterSpec(128, nonce));
        cipher.updateAAD(ByteBuffer.allocate(8).putInt(SITE).putInt(DAY).flip());
        byte[] sealed = cipher.doFinal(CellBytes.of(cells, 1));
        byte[] payload =
                ByteBuffer.allocate(12 + sealed.length).put(nonce).put(sealed).array();

        assertThat(truth(sealing.open(SITE, DAY, payload)).sums())
                .isEqualTo(truth(cells).sums());
    }

    @Test
    @DisplayName("cells that are too small to be read are nothing to whoever has not the installation's secret")
    void open_otherSecretSiteDayOrBytes_refused() {
        byte[] sealed = sealing.seal(SITE, DAY, cells());
        byte[] other = KEY.clone();
        other[5] = 1;
        byte[] altered = sealed.clone();
        altered[40] ^= 1;

        assertThatThrownBy(() -> new Sealing(other, new SecureRandom()).open(SITE, DAY, sealed))
                .hasMessageContaining("need the secret");
        assertThatThrownBy(() -> sealing.open(SITE + 1, DAY, sealed)).hasMessageContaining("need the secret");
        assertThatThrownBy(() -> sealing.open(SITE, DAY + 1, sealed)).hasMessageContaining("need the secret");
        assertThatThrownBy(() -> sealing.open(SITE, DAY, altered)).hasMessageContaining("need the secret");
    }
}
