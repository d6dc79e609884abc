-- Which directory may merge as a writer of counter files: the one that knows the token. A copy of it knows an earlier one.
create table writer_lease (
    writer uuid primary key,
    token uuid not null,
    place text collate "C" not null,
    held_until timestamptz not null
);
