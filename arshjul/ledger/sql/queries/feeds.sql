-- name: feeds()
select number, calendar, person, digest, made from feed where revoked is null order by number;

-- name: last_feed()^
select coalesce(max(number), 0) as number from feed;

-- name: feed(number)^
select number, calendar, person, digest, made from feed where number = :number and revoked is null;

-- name: save_feed()*!
insert or replace into feed values (?, ?, ?, ?, ?, ?, ?);
