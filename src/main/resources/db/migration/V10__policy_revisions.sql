-- Editorial revisions of a policy, and what is published beside it. The archive stays append-only.
alter table policy
    add column revision integer not null default 1 check (revision > 0),
    add column domain text collate "C",        -- of the site when it was published: the archive outlives the site
    add column script_hash bytea check (octet_length(script_hash) = 32), -- SHA-256 of the banner's script; null for first policies
    add column findings text check (findings is null or findings::json is not null);       -- of the self-check; null for first policies

alter table policy drop constraint policy_pkey;
alter table policy add primary key (site, version, revision);

alter table policy disable trigger policy_is_kept;
update policy set domain = site.domain from site where site.id = policy.site;
alter table policy enable trigger policy_is_kept;

create index policy_by_domain on policy (domain, published_at);

-- The next version begins with revision 1; the version in force takes its next revision.
create or replace function policy_follows() returns trigger language plpgsql as $$
declare
    newest_version integer := 0;
    newest_revision integer := 0;
begin
    select version, revision into newest_version, newest_revision
    from policy where site = new.site order by version desc, revision desc limit 1;
    if not found then
        newest_version := 0;
    end if;
    if not (new.version = newest_version + 1 and new.revision = 1)
        and not (new.version = newest_version and new.revision = newest_revision + 1) then
        raise exception 'policy %.% of site % cannot be published: the next version is %, the next revision %',
            new.version, new.revision, new.site, newest_version + 1, newest_revision + 1;
    end if;
    return new;
end $$;

create or replace function first_policy() returns trigger language plpgsql as $$
declare
    standard constant text := '{"categories":["necessary","preferences","statistics","marketing"],'
        '"services":[],"standard_texts":1,"texts":{}}';
begin
    insert into policy (site, version, document, hash, published_at, domain)
    values (new.id, 1, standard, sha256(convert_to(standard, 'UTF8')), now(), new.domain);
    return new;
end $$;

-- What is to be published next; of each site at most one, with no trace of who wrote it.
create table policy_draft (
    site integer primary key references site on delete cascade,
    document text not null check (document::json is not null),
    saved_at timestamptz not null
);
