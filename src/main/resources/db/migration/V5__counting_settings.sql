-- Settings of sites that decide what is counted under which name. Lists of records are JSON; the server checks each
-- change before it is written.

alter table site
    add column search_parameters text[] not null default '{q,s,search,query,keyword}',
    add column hash_routing boolean not null default false,
    add column scope text not null default 'host' check (scope in ('host', 'domain')),
    add column test_origins text[] not null default '{localhost}',
    add column ignored_referrers text[] not null default '{}',
    add column channel_rules jsonb not null default '[]',
    add column page_groups jsonb not null default '[]',
    add column funnels jsonb not null default '[]',
    add column segments jsonb not null default '[]', -- each with the day from which on it is counted
    add column retention_months integer not null default 25 check (retention_months between 1 and 120);
