-- People who log in, and what lets them in. Small tables, not distributed. Secrets are stored as hashes only.

create table person (
    id integer generated always as identity primary key,
    email text not null unique check (email = lower(email)),
    password text not null, -- Argon2id in PHC string format
    role text not null check (role in ('administrator'))
);

create table session (
    token bytea primary key, -- SHA-256 of the random token in the cookie
    person integer not null references person on delete cascade,
    csrf text not null,
    created timestamptz not null,
    expires timestamptz not null
);

create index session_person on session (person);
create index session_expires on session (expires);

-- One-time links that create the first administrator; stored, so that any node accepts one.
create table setup_link (
    token bytea primary key, -- SHA-256 of the random token in the link
    expires timestamptz not null
);
