-- How many values a site's day has is bounded. Nothing here tells the order of arrival within a merge.

-- Values that have their own rows on a site's open day; others are (other) once a family has as many as its cap. family: number of
-- io.footfall.measure.Family; scope: the value that it is within, or 0. Deleted when the day is closed: whoever reads this database
-- must not learn from it what was too small for the day.
create table admitted (
    bucket smallint not null,
    site integer not null,
    day integer not null,
    family smallint not null,
    scope integer not null,
    value integer not null,
    primary key (bucket, site, day, family, scope, value)
);

alter table admitted set (autovacuum_vacuum_threshold = 1000, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_cost_delay = 0);

-- About how many values became (other), by day and family: a sketch from which no value can be read.
create table folded_value (
    bucket smallint not null,
    site integer not null,
    day integer not null,
    family smallint not null,
    sketch bytea not null,
    primary key (bucket, site, day, family)
);

-- Whether the values known from the days before have been admitted to a day.
alter table site_day add column reserved boolean not null default false;
