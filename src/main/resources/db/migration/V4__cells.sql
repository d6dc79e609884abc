-- What is added up. The site's bucket (site mod 256) is first in every key: it is the distribution column on Citus.
-- Nothing here tells the order of arrival: no sequences, no timestamps.

-- Texts of keys, interned under random numbers.
create table value (
    bucket smallint not null,
    site integer not null,
    id integer not null,
    text text collate "C" not null,
    primary key (bucket, site, id),
    unique (bucket, site, text)
);

-- Cells that say nothing about a single visit's attributes: merged at once, kept as they are.
-- site, cube: numbers of io.footfall.site.Site and io.footfall.measure.Cubes; day: days since 1970 in the site's zone;
-- a, b: keys of the cell (a number, the id of a value, or 0); m1..m5: measures in the order of the cube.
create table total_cell (
    bucket smallint not null,
    cube smallint not null,
    site integer not null,
    day integer not null,
    a integer not null,
    b integer not null,
    m1 bigint not null default 0,
    m2 bigint not null default 0,
    m3 bigint not null default 0,
    m4 bigint not null default 0,
    m5 bigint not null default 0,
    primary key (bucket, site, cube, day, a, b)
) with (fillfactor = 80);

-- Breakdowns of open days, merged as a crowd. Closed days and months have tables of the same shape.
create table open_cell (like total_cell including all) with (fillfactor = 80);
create table closed_cell (like total_cell including all);
create table month_cell (like total_cell including all);

-- How far each writer's counter files have been merged, per bucket: advanced in the transaction that adds the cells.
create table ledger (
    bucket smallint not null,
    writer uuid not null,
    generation bigint not null,
    primary key (bucket, writer)
);
