package io.footfall.merge;

import io.footfall.count.Cell;
import io.footfall.measure.Family;
import io.footfall.measure.Value;
import io.footfall.merge.CellSums.Group;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The table of admitted values, within transactions that lock the days. */
final class AdmittedRows {

    /** Of this part of a cap at most are values known before, so that new ones always find room. */
    private static final double RESERVED = 0.9;

    /** Visits in seven days that make a value known. */
    private static final int KNOWN_VISITS = 3;

    /** Whoever admits locks the day; the epoch, so that no value is deleted that is being admitted. */
    private static final String LOCK = """
            select d.site, d.day, d.reserved from unnest($2::int4[], $3::int4[]) as k (site, day)
            join site_day d on d.bucket = $1 and d.site = k.site and d.day = k.day
            join value_epoch e on e.bucket = $1
            where not d.closed order by d.site, d.day for update of d for share of e""";

    /** The largest values of the last seven days; closed and open ones, as yesterday is not closed when today begins. */
    private static final String RESERVE = """
            insert into admitted (bucket, site, day, family, scope, value)
            select $1, $2, $3, r.family, r.scope, r.value from (
                select s.*, row_number() over (partition by s.family, s.scope order by s.size desc, s.value) as place from (
                    select f.family, f.most,
                        case when f.within then c.a else 0 end as scope, case when f.second then c.b else c.a end as value,
                        sum(case f.measure when 1 then c.m1 when 2 then c.m2 when 3 then c.m3 when 4 then c.m4 else c.m5 end)
                            as size
                    from unnest($4::int2[], $5::int2[], $6::int4[], $7::int4[], $8::bool[], $9::bool[])
                        as f (family, cube, measure, most, second, within)
                    join (select * from closed_cell union all select * from open_cell) c on c.cube = f.cube
                    where c.bucket = $1 and c.site = $2 and c.cube = any($5::int2[]) and c.day between $3 - 7 and $3 - 1
                    group by 1, 2, 3, 4) s
                join value v on v.bucket = $1 and v.site = $2 and v.id = s.value and not v.text = any($10::text[])
                where s.size >= $11) r
            where r.place <= r.most on conflict do nothing""";

    private static final String MARK =
            "update site_day set reserved = true where bucket = $1 and site = $2 and day = $3";

    private static final String READ = """
            select m.family, coalesce(s.text, ''), v.text from admitted m
            join value v on v.bucket = $1 and v.site = $2 and v.id = m.value
            left join value s on s.bucket = $1 and s.site = $2 and s.id = m.scope and m.scope <> 0
            where m.bucket = $1 and m.site = $2 and m.day = $3""";

    private static final String FIND = """
            select k.place from unnest($2::int4[], $3::int4[], $4::int2[], $5::text[], $6::text[])
                with ordinality as k (site, day, family, scope, text, place)
            join value v on v.bucket = $1 and v.site = k.site and v.text = k.text collate "C"
            left join value s on s.bucket = $1 and s.site = k.site and s.text = k.scope collate "C"
            join admitted m on m.bucket = $1 and m.site = k.site and m.day = k.day and m.family = k.family
                and m.scope = coalesce(s.id, 0) and m.value = v.id""";

    private static final String COUNT = """
            select m.site, m.day, m.family, coalesce(s.text, ''), m.taken from (
                select m.site, m.day, m.family, m.scope, count(*) as taken from unnest($2::int4[], $3::int4[]) as k (site, day)
                join admitted m on m.bucket = $1 and m.site = k.site and m.day = k.day and m.family = any($4::int2[])
                group by m.site, m.day, m.family, m.scope) m
            left join value s on s.bucket = $1 and s.site = m.site and s.id = m.scope and m.scope <> 0""";

    private static final String ADMIT = """
            insert into admitted (bucket, site, day, family, scope, value)
            select $1, k.* from unnest($2::int4[], $3::int4[], $4::int2[], $5::int4[], $6::int4[]) as k
            on conflict do nothing""";

    private static final String FORGET = "delete from admitted where bucket = $1 and site = $2 and day = $3";

    private final SqlConnection connection;
    private final short bucket;

    AdmittedRows(SqlConnection connection, short bucket) {
        this.connection = connection;
        this.bucket = bucket;
    }

    /** How many values of a family, and within a value, there are on a site's day. */
    record Room(int site, int day, Family family, String scope) {
        static Room of(Candidate candidate) {
            return new Room(candidate.site(), candidate.day(), candidate.family(), candidate.scope());
        }
    }

    /** Locks those of some days that are open; whether what was known before has been reserved. */
    Future<Map<Group, Boolean>> lock(Set<Group> days) {
        return connection.preparedQuery(LOCK).execute(days(days)).map(rows -> {
            Map<Group, Boolean> open = new HashMap<>();
            rows.forEach(row -> open.put(new Group(row.getInteger(0), row.getInteger(1)), row.getBoolean(2)));
            return open;
        });
    }

    /** Admits what is known of the days before. */
    Future<Void> reserve(Group day) {
        List<Family> all = Family.ALL;
        Tuple families = Tuple.of(bucket, day.site(), day.day())
                .addArrayOfShort(all.stream().map(f -> (short) f.id()).toArray(Short[]::new))
                .addArrayOfShort(all.stream().map(f -> (short) f.home().id()).toArray(Short[]::new))
                .addArrayOfInteger(all.stream()
                        .map(f -> 1 + BreakdownCells.sizeColumn(f.home()))
                        .toArray(Integer[]::new))
                .addArrayOfInteger(
                        all.stream().map(f -> (int) (RESERVED * f.cap())).toArray(Integer[]::new))
                .addArrayOfBoolean(all.stream().map(Family::second).toArray(Boolean[]::new))
                .addArrayOfBoolean(all.stream().map(Family::within).toArray(Boolean[]::new))
                .addArrayOfString(Value.RESERVED.stream().map(Value::text).toArray(String[]::new))
                .addInteger(KNOWN_VISITS);
        return connection
                .preparedQuery(RESERVE)
                .execute(families)
                .compose(v -> connection.preparedQuery(MARK).execute(Tuple.of(bucket, day.site(), day.day())))
                .mapEmpty();
    }

    /** Hashes of everything that is admitted on a day. */
    Future<List<Long>> read(Group day, long key) {
        return connection
                .preparedQuery(READ)
                .execute(Tuple.of(bucket, day.site(), day.day()))
                .map(rows -> {
                    List<Long> hashes = new ArrayList<>(rows.size());
                    for (Row row : rows) {
                        Family.byId(row.getShort(0))
                                .ifPresent(family -> hashes.add(family.hash(key, row.getString(1), row.getString(2))));
                    }
                    return hashes;
                });
    }

    /** Those of some candidates that are admitted. */
    Future<Set<Candidate>> find(List<Candidate> candidates) {
        return connection
                .preparedQuery(FIND)
                .execute(arguments(candidates)
                        .addArrayOfString(
                                candidates.stream().map(Candidate::scope).toArray(String[]::new))
                        .addArrayOfString(
                                candidates.stream().map(Candidate::text).toArray(String[]::new)))
                .map(rows -> {
                    Set<Candidate> found = new HashSet<>();
                    rows.forEach(row -> found.add(candidates.get(row.getInteger(0) - 1)));
                    return found;
                });
    }

    /** How many are admitted where some candidates want to be. */
    Future<Map<Room, Integer>> taken(Collection<Candidate> candidates) {
        Set<Group> days = new HashSet<>();
        Set<Short> families = new HashSet<>();
        candidates.forEach(candidate -> {
            days.add(candidate.group());
            families.add((short) candidate.family().id());
        });
        return connection
                .preparedQuery(COUNT)
                .execute(days(days).addArrayOfShort(families.toArray(Short[]::new)))
                .map(AdmittedRows::rooms);
    }

    private static Map<Room, Integer> rooms(RowSet<Row> rows) {
        Map<Room, Integer> taken = new HashMap<>();
        for (Row row : rows) {
            Family.byId(row.getShort(2))
                    .ifPresent(family -> taken.put(
                            new Room(row.getInteger(0), row.getInteger(1), family, row.getString(3)),
                            row.getInteger(4)));
        }
        return taken;
    }

    Future<Void> admit(List<Candidate> fresh, ValueStore values) {
        List<Cell> cells = fresh.stream().map(Candidate::asCell).toList();
        return fresh.isEmpty()
                ? Future.succeededFuture()
                : values.ids(connection, bucket, cells)
                        .compose(ids -> connection
                                .preparedQuery(ADMIT)
                                .execute(arguments(fresh)
                                        .addArrayOfInteger(cells.stream()
                                                .map(cell -> ids.key(cell, cell.b()))
                                                .toArray(Integer[]::new))
                                        .addArrayOfInteger(cells.stream()
                                                .map(cell -> ids.key(cell, cell.a()))
                                                .toArray(Integer[]::new))))
                        .mapEmpty();
    }

    /** Forgets what was admitted on a day that is being closed: values that were too small for it are among them. */
    static Future<Void> forget(SqlConnection connection, short bucket, int site, int day) {
        return connection
                .preparedQuery(FORGET)
                .execute(Tuple.of(bucket, site, day))
                .mapEmpty();
    }

    private Tuple days(Set<Group> days) {
        List<Group> ordered = days.stream()
                .sorted(Comparator.comparingInt(Group::site).thenComparingInt(Group::day))
                .toList();
        return Tuple.tuple()
                .addShort(bucket)
                .addArrayOfInteger(ordered.stream().map(Group::site).toArray(Integer[]::new))
                .addArrayOfInteger(ordered.stream().map(Group::day).toArray(Integer[]::new));
    }

    private Tuple arguments(List<Candidate> candidates) {
        return Tuple.tuple()
                .addShort(bucket)
                .addArrayOfInteger(candidates.stream().map(Candidate::site).toArray(Integer[]::new))
                .addArrayOfInteger(candidates.stream().map(Candidate::day).toArray(Integer[]::new))
                .addArrayOfShort(candidates.stream()
                        .map(candidate -> (short) candidate.family().id())
                        .toArray(Short[]::new));
    }
}
