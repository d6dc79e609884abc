-- Keys that sign receipts. The private key is wrapped with a secret of the installation that is not in the database.
create table signing_key (
    kid text collate "C" primary key,
    public_key bytea not null,  -- X.509 SubjectPublicKeyInfo of an Ed25519 key
    private_key bytea,          -- nonce (12 bytes), then AES-256-GCM of the PKCS #8 form, with the kid as associated data
    signs_from timestamptz not null, -- of the keys in use, the one that began last signs
    state text not null default 'accepted' check (state in ('accepted', 'retired')),
    check ((state = 'retired') = (private_key is null))
);

-- Every policy ever published: what exactly people agreed to. Append-only, and it outlives its site.
create table policy (
    site integer not null,
    version integer not null check (version > 0),
    document text not null check (document::json is not null),
    hash bytea not null check (hash = sha256(convert_to(document, 'UTF8'))),
    published_at timestamptz not null,
    primary key (site, version)
);

create function policy_is_kept() returns trigger language plpgsql as $$
begin
    raise exception 'a published policy is never changed or deleted: publish a new version';
end $$;

create trigger policy_is_kept before update or delete or truncate on policy
    for each statement execute function policy_is_kept();

create function policy_follows() returns trigger language plpgsql as $$
declare
    newest integer;
begin
    select coalesce(max(version), 0) into newest from policy where site = new.site;
    if new.version <> newest + 1 then
        raise exception 'policy % of site % cannot be published: the next version is %',
            new.version, new.site, newest + 1;
    end if;
    return new;
end $$;

create trigger policy_follows before insert on policy
    for each row execute function policy_follows();

-- A site has a policy from its first moment. Its texts are the standard ones that come with the script.
create function first_policy() returns trigger language plpgsql as $$
declare
    standard constant text := '{"categories":["necessary","preferences","statistics","marketing"],'
        '"services":[],"standard_texts":1,"texts":{}}';
begin
    insert into policy (site, version, document, hash, published_at)
    values (new.id, 1, standard, sha256(convert_to(standard, 'UTF8')), now());
    return new;
end $$;

create trigger first_policy after insert on site
    for each row execute function first_policy();
