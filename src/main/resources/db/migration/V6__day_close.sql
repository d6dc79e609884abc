-- What becomes of a day and of a month when they are over. Nothing here tells the order of arrival: no sequences, and no
-- timestamps but of the server's own work.

-- Days of sites that have breakdowns. Adding to a day locks its row for share, closing it for update.
-- ranges: how finely the day's breakdowns tell absence, keys of io.footfall.measure.ReturnRange; next_ranges: the finest that
-- would have suited the day, for the days that follow. settled: the day's month is over, nothing is added any more.
create table site_day (
    bucket smallint not null,
    site integer not null,
    day integer not null,
    closed boolean not null default false,
    settled boolean not null default false,
    ranges integer[] not null,
    next_ranges integer[],
    primary key (bucket, site, day)
);

create index site_day_open on site_day (bucket, site, day) where not closed;
create index site_day_unsettled on site_day (bucket, site, day) where not settled;

-- Cells that are too small to be read by whoever reads this database: sealed with a key that is not in it (AES-256-GCM). Until its
-- day is closed, what waited for a crowd in vain; after that, what was too small for the day and what came late. Opened and
-- deleted when the day, and at last the month, is closed. id: random.
create table sealed_cell (
    bucket smallint not null,
    site integer not null,
    day integer not null,
    id uuid not null,
    payload bytea not null,
    primary key (bucket, site, day, id)
);

-- What was too small for days, added up over a month that is over: only where it is large enough, from at least two days.
-- day: first day of the month. Of visitors by value: b is a range of days before the month's first, m2 how far m1 can be
-- from the truth.
create table month_residual (like closed_cell including all);

-- Months that are over and settled. day: first day of the month; rolled: cubes whose days have become rows of month_cell.
create table closed_month (
    bucket smallint not null,
    site integer not null,
    day integer not null,
    rolled smallint[] not null default '{}',
    primary key (bucket, site, day)
);

-- Values frequent enough for pairs, frozen once for a site's day. cube 0, value 0: marks a day that has been frozen.
create table frequent_value (
    bucket smallint not null,
    site integer not null,
    day integer not null,
    cube smallint not null,
    value integer not null,
    primary key (bucket, site, day, cube, value)
);

-- What retention has deleted: how many rows of a cube (0: of values that no cell uses any more), of which days.
create table purge_report (
    id uuid primary key,
    site integer not null,
    cube smallint not null,
    purged_rows bigint not null,
    from_day integer not null,
    to_day integer not null,
    purged_at timestamptz not null
);

-- Work that is done once in the cluster. Whoever holds a duty may do it; a transaction that finds another fence does not commit.
create table duty (
    name text collate "C" primary key,
    holder uuid not null,
    fence bigint not null,
    held_until timestamptz not null
);

-- Absence was one of seven numbers; from now on it is a range that says which days it holds: near * 512 + far.
create function range_of_gap(gap integer) returns integer language sql immutable as $$
    select (array[0, 513, 1030, 3597, 7197, 15449, 46480])[gap + 1]
$$;
update open_cell set b = range_of_gap(b) where cube between 200 and 299 or cube = 36;
update closed_cell set b = range_of_gap(b) where cube between 200 and 299 or cube = 36;
drop function range_of_gap(integer);

insert into site_day (bucket, site, day, ranges)
select distinct bucket, site, day, '{513,1030,3597,7197,15449,46480,0}'::integer[] from open_cell;

-- Rows that are taken away or replaced still hold small cells until they are vacuumed: at every chance, however few they are.
alter table open_cell set (autovacuum_vacuum_threshold = 1000, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_cost_delay = 0);
