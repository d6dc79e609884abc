-- Grows whenever values of a bucket are deleted. Whoever has looked up numbers of values before it grew looks again, before the cells
-- that they stand in are written: their transaction locks the row for share, who deletes values locks it for update.
create table value_epoch (
    bucket smallint primary key,
    epoch bigint not null
);

insert into value_epoch select bucket, 0 from generate_series(0, 255) bucket;
