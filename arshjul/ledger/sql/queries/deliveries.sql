-- name: decide()*!
-- What is already known stays as it is, but for what was dropped with its line in the file and has now come back.
-- Parameters by position, a fifth faster than by name: `codec.columns` keeps this order.
insert into delivery (wheel, calendar, what, step, version, whom, due, expires, reminder, reader, name, language,
                      seal, state, ready, changed, detail)
values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
on conflict (calendar, what, step, version, whom) do update
   set state = excluded.state, ready = excluded.ready, changed = excluded.changed, detail = excluded.detail
 where delivery.state = 'expired' and delivery.detail = 'gone' and excluded.state = 'due';

-- name: waiting(wheel)
select id, calendar, what, step, version, whom from delivery where state = 'due' and wheel = :wheel;

-- name: drop_waiting(id, changed)!
update delivery set state = 'expired', detail = 'gone', changed = :changed where id = :id and state = 'due';

-- name: first_ready(now, wheels)^
-- `exists`, not `in`: that would fill a table of its own first, which takes longer than all the rest.
select id, wheel, whom, batch
  from delivery indexed by delivery_ready
 where state = 'due' and ready <= :now and exists (select 1 from json_each(:wheels) where value = wheel)
 order by ready, id
 limit 1;

-- name: claim_one(id, now, worker)
update delivery
   set state = 'claimed', tries = tries + 1, batch = :id, worker = :worker, changed = :now
 where id = :id and state = 'due'
returning *;

-- name: claim_batch(id, batch, wheel, whom, now, worker)
update delivery indexed by delivery_reader
   set state = 'claimed', tries = tries + 1, batch = coalesce(batch, :id), worker = :worker, changed = :now
 where state = 'due' and ready <= :now and wheel = :wheel and whom = :whom and batch is :batch
returning *;

-- name: settle()*!
-- Also a row that another process has flagged as uncertain meanwhile: its claimer knows better.
-- By position, in the order of `codec.settled`.
update delivery
   set state = ?, detail = ?, ready = coalesce(?, ready), changed = ?
 where id = ? and worker = ? and state in ('claimed', 'uncertain');

-- name: unclaim(id, detail, ready, changed, worker)!
-- Nothing was sent and it was not this mail's fault: the try does not count.
update delivery
   set state = 'due', tries = tries - 1, detail = :detail, ready = :ready, changed = :changed
 where id = :id and worker = :worker and state = 'claimed';

-- name: flag_stale(before, now)!
update delivery set state = 'uncertain', detail = 'crash', changed = :now where state = 'claimed' and changed <= :before;

-- name: resend_uncertain(now)!
-- Once: a server that always hangs up after taking the mail must not fill somebody's inbox.
update delivery set state = 'due', ready = :now, changed = :now where state = 'uncertain' and tries < 2;

-- name: resend(id, now)!
update delivery
   set state = 'due', ready = :now, tries = 0, forced = 1, changed = :now
 where state in ('uncertain', 'failed', 'expired')
   and (id = :id or batch = (select batch from delivery where id = :id));

-- name: expire_begun(now)!
update delivery set state = 'expired', detail = 'began', changed = :now where state = 'due' and expires <= :now and not forced;

-- name: expire_late(before, now)!
-- An invitation has a point until its meeting begins. It is known by its book: a kind of reminder may have any name.
update delivery set state = 'expired', detail = 'late', changed = :now
 where state = 'due' and due <= :before and wheel not like '%/invitations' and not forced;

-- name: expire_restored(now)!
update delivery set state = 'expired', detail = 'restored', changed = :now where state = 'due';

-- name: suspended()
-- Addresses whose latest mail was refused for good.
select whom from (select whom, state, max(changed) from delivery where state in ('sent', 'failed') group by whom)
 where state = 'failed';

-- name: counts()
select state, count(*) as number from delivery group by state;

-- name: in_state(state, most)
select * from delivery where state = :state order by changed desc, id desc limit :most;

-- name: by_id(id)^
select * from delivery where id = :id;

-- name: sealed()
-- What the seal is of, as one text: reading column by column takes twice as long.
select id, printf(replace('%s %s %s %s %s %s %s %s %s %s %s %s', ' ', x'1f'), wheel, calendar, what, step, version, whom,
                  due, ifnull(expires, 'None'), reminder, reader, name, language) as text, seal
  from delivery;

-- name: known(wheel)
select calendar, what, step, version, whom, state from delivery where wheel = :wheel;
