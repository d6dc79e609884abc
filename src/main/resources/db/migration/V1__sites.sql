-- Sites and their settings. Small tables that every node keeps in memory and that are never distributed.

-- One row. Every change of sites, policies or keys locks it first and adds 1 in its own transaction: changes happen one
-- after another on all nodes, and a node that sees a new number reads the settings again.
create table settings_version (
    one boolean primary key default true check (one),
    version bigint not null,
    last_site integer not null -- the highest number ever given to a site; numbers are never given twice
);

insert into settings_version (version, last_site) values (1, 0);

create table site (
    id integer primary key check (id > 0),
    domain text collate "C" not null unique check (domain <> '' and domain = lower(domain)),
    aliases text[] not null,
    subdomains boolean not null,
    timezone text not null,
    policy integer not null default 1 check (policy > 0),
    accepted_policies integer[] not null default '{1}',
    threshold_value integer not null,
    threshold_pair integer not null,
    threshold_crowd integer not null,
    query_parameters text[] not null,
    count_decisions text not null check (count_decisions in ('grants', 'all', 'none')),
    check (policy = any (accepted_policies)),
    check (
        (threshold_value = 1 and threshold_pair = 1 and threshold_crowd = 1)
        or (threshold_value >= 3 and threshold_pair >= 5 and threshold_crowd >= 10)
    )
);
