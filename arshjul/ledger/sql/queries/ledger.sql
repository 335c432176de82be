-- name: create(lineage)!
insert into ledger (one, lineage, epoch) values (1, :lineage, 0);

-- name: identity()^
select lineage, epoch, beat, floor from ledger;

-- name: raise_epoch()!
update ledger set epoch = epoch + 1;

-- name: beat(now)!
update ledger set beat = :now;

-- name: adopt(lineage, now)!
update ledger set lineage = :lineage, epoch = epoch + 1, floor = :now, beat = :now;

-- name: restore(epoch, now)!
update ledger set epoch = :epoch, floor = :now, beat = :now;

-- name: lifted()^
select lifted from ledger;

-- name: lift(by)!
update ledger set lifted = lifted + :by;

-- name: watermark(wheel)^
select at from watermark where wheel = :wheel;

-- name: set_watermark(wheel, at)!
insert into watermark (wheel, at) values (:wheel, :at) on conflict (wheel) do update set at = excluded.at;
