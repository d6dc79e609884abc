package io.footfall.merge;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.count.Cell;
import io.footfall.count.Truth;
import io.footfall.measure.Cubes;
import io.footfall.measure.Observations;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PoisonTest extends OnDatabase {

    private static final int SLOTS_AT = 69_632 + 32 * Node.SIZE.units();
    private static final int SLOT_BYTES = 64;

    private Node node;

    @BeforeEach
    void open() {
        node = Node.open(vertx, folder, 1, (site, day, visits) -> true);
    }

    private void count(long from, long to) {
        for (long seed = from; seed < to; seed++) {
            node.count(0, Observations.of(seed));
        }
    }

    /** Changes the active file as a broken disk would. */
    private void plant(int file, Predicate<ByteBuffer> change) throws IOException {
        Path path = node.folder(0).resolve(file + ".counters");
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(path)).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(change.test(bytes)).as("there was something to change").isTrue();
        Files.write(path, bytes.array(), StandardOpenOption.WRITE);
    }

    private static boolean setDayTotals(ByteBuffer bytes, long value) {
        boolean any = false;
        for (int at = SLOTS_AT; at < bytes.capacity(); at += SLOT_BYTES) {
            if (bytes.getInt(at) == Cubes.DAY.id()) {
                for (int measure = at + 24; measure < at + SLOT_BYTES; measure += 8) {
                    any |= bytes.getLong(measure) != 0;
                    bytes.putLong(measure, bytes.getLong(measure) == 0 ? 0 : value);
                }
            }
        }
        return any;
    }

    private static boolean replace(ByteBuffer bytes, String text, String by) {
        byte[] from = text.getBytes(StandardCharsets.UTF_8);
        byte[] to = by.getBytes(StandardCharsets.UTF_8);
        boolean any = false;
        for (int at = 69_632; at < SLOTS_AT; at += 32) {
            if ((bytes.getInt(at) & 0xFFFF) == from.length
                    && bytes.slice(at + 4, from.length).equals(ByteBuffer.wrap(from))) {
                bytes.put(at + 4, to);
                any = true;
            }
        }
        return any;
    }

    private List<Path> quarantine() throws IOException {
        try (Stream<Path> files = Files.list(node.folder(0))) {
            return files.filter(file -> file.getFileName().toString().startsWith("quarantine-"))
                    .sorted()
                    .toList();
        }
    }

    private static Map<String, Long> without(Truth truth, Predicate<String> key) {
        return truth.sums().entrySet().stream()
                .filter(entry -> !key.test(entry.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static boolean isDayTotal(String key) {
        return key.matches("site \\d+ day \\d+ day \\[.*");
    }

    @Test
    @DisplayName("a sum that grows too large for the database is put aside, and everything else is merged, once")
    void mergeNow_sumOverflows_cellInQuarantineAndTheRestMergedOnce() throws IOException {
        count(0, 5);
        node.merge(database.pool());
        Truth before = Tables.all(database.pool());
        count(0, 5);
        plant(1, bytes -> setDayTotals(bytes, Long.MAX_VALUE));

        node.merge(database.pool());
        node = node.restarted();
        node.merge(database.pool());

        Truth after = Tables.all(database.pool());
        assertThat(without(after, PoisonTest::isDayTotal)).isEqualTo(without(node.truth(), PoisonTest::isDayTotal));
        assertThat(quarantine()).isNotEmpty();
        Truth aside = new Truth();
        for (Path file : quarantine()) {
            CarryFile.read(file).cells().forEach(aside::add);
        }
        assertThat(aside.sums().keySet()).isNotEmpty().allMatch(PoisonTest::isDayTotal);
        Map<String, Long> untouched =
                without(before, key -> !isDayTotal(key) || !aside.sums().containsKey(key));
        assertThat(after.sums()).containsAllEntriesOf(untouched);
    }

    @Test
    void mergeNow_textWithNulInTheFile_itsCellsInQuarantineAndTheRestMerged() throws IOException {
        count(0, 8);
        String country = country();
        plant(0, bytes -> replace(bytes, country, "\0" + country.substring(1)));

        node.merge(database.pool());

        Predicate<String> poisoned = key -> key.contains("[" + country + "]");
        assertThat(Tables.all(database.pool()).sums()).isEqualTo(without(node.truth(), poisoned));
        assertThat(quarantine())
                .singleElement()
                .satisfies(file -> assertThat(file.getFileName()).hasToString("quarantine-1.cells"));
        assertThat(node.merger(database.pool()).quarantined()).isEqualTo(1);
    }

    /** One of the texts that were counted. */
    private String country() {
        return node.truth().sums().keySet().stream()
                .filter(key -> key.contains(" country ["))
                .map(key -> key.replaceAll(".* country \\[(.*)\\] \\[.*", "$1"))
                .filter(text -> text.length() >= 2 && text.length() < 28)
                .findFirst()
                .orElseThrow();
    }

    /** Makes PostgreSQL refuse the totals of hours. */
    private void refuse(String state) {
        Tables.query(database.pool(), """
                create function refuse() returns trigger language plpgsql as $$ begin
                if new.cube = %d then raise exception 'refused' using errcode = '%s'; end if;
                return new; end $$""".formatted(Cubes.HOUR.id(), state));
        Tables.query(
                database.pool(),
                "create trigger refuse before insert on total_cell for each row execute function refuse()");
    }

    /** What is in the tables and what was put aside. */
    private Truth together() throws IOException {
        Truth all = Tables.all(database.pool());
        for (Path file : quarantine()) {
            CarryFile.read(file).cells().forEach(all::add);
        }
        return all;
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(CuttingProxy.Cut.class)
    @Tag("full")
    @DisplayName("whichever message is lost while cells are put aside, each is in the tables or aside, once")
    void mergeNow_cutWhileRowsAreRefused_everyCellIsInTheTablesOrAsideOnce(CuttingProxy.Cut cut) throws IOException {
        refuse("22023");
        int failures = 0;
        boolean hasCut = true;
        for (int message = 1; hasCut; message += 1 + message / 3) {
            count(message, message + 4);
            Cutting cutting = cut(cut, message, pool -> node.merger(pool).mergeNow());
            hasCut = cutting.hasCut();
            failures += cutting.failed() ? 1 : 0;
            node = node.restarted();
            node.merge(database.pool());

            assertThat(together().sums())
                    .as("cut at message %d", message)
                    .isEqualTo(node.truth().sums());
        }
        assertThat(failures).isGreaterThan(5);
    }

    @ParameterizedTest(name = "SQLSTATE {0}")
    @ValueSource(strings = {"22023", "23514"})
    void mergeNow_someRowsRefused_areFoundAndTheRestMergedOnce(String state) throws IOException {
        refuse(state);
        count(0, 12);

        node.merge(database.pool());
        Tables.query(database.pool(), "drop trigger refuse on total_cell");
        node = node.restarted();
        count(12, 14);
        node.merge(database.pool());

        assertThat(quarantine()).isNotEmpty();
        assertThat(together().sums()).isEqualTo(node.truth().sums());
    }

    @Test
    void folded_textsThatLookAlike_areOneCell() {
        assertThat(StoredText.folded(cell("cafe\u0301 "))).isEqualTo(cell("caf\u00e9"));
        assertThat(StoredText.folded(cell("caf\u00e9"))).isEqualTo(cell("caf\u00e9"));
        assertThat(StoredText.folded(cell(" a"))).isEqualTo(cell(" a"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\0b", "\ud800", "a\udc00", "\udc00\ud800"})
    void canHold_nulOrHalfASurrogatePair_not(String text) {
        assertThat(StoredText.canHold(cell(text))).isFalse();
        assertThat(StoredText.canHold(cell("\ud83d\ude00"))).isTrue();
    }

    private static Cell cell(String text) {
        return new Cell(1, 1, Cubes.PAGE, new Cell.Text(text), new Cell.Numeric(0));
    }
}
