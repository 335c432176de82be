-- name: edition(calendar)^
select number from edition where calendar = :calendar;

-- name: editions()
select calendar, number from edition;

-- name: save_edition()*!
-- Parameters by position here and below: the columns in the table's order.
insert or replace into edition values (?, ?, ?);

-- name: approval(wheel)^
select wheel, plan, fingerprint, at, past, sources from approval where wheel = :wheel;

-- name: save_approval()*!
insert or replace into approval values (?, ?, ?, ?, ?, ?, ?);

-- name: content(id)^
select json from content where id = :id;

-- name: last_content()^
select coalesce(max(id), 0) as id from content;

-- name: add_contents()*!
insert into content values (?, ?, ?);

-- name: invitations(calendar)
select uid, calendar, wheel, series, slot, state, channel, sequence, stamp, content, starts, opens
  from invitation where calendar = :calendar order by starts, uid;

-- name: every_invitation()
select uid, calendar, wheel, series, slot, state, channel, sequence, stamp, content, starts, opens from invitation;

-- name: drop_invitations(uids)!
delete from invitation where uid in (select value from json_each(:uids));

-- name: save_invitations()*!
insert into invitation values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);

-- name: guests(calendar)
select guest.uid, whom, reader, name, email, language, kind, removed, partstat, first, last,
       bulletin.action, bulletin.content, bulletin.before
  from invitation join guest using (uid) left join bulletin on bulletin.number = guest.last
 where calendar = :calendar;

-- name: save_guests()*!
insert or replace into guest values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);

-- name: sealed_guests()
-- What the seal is of, as one text.
select printf(replace('%s %s %s %s %s %s %s %s %s %s %s', ' ', x'1f'), uid, whom, reader, name, email, language, kind,
              removed, partstat, ifnull(first, 'None'), ifnull(last, 'None')) as text, seal
  from guest;

-- name: domains()
-- Of every address ever invited.
select distinct substr(whom, instr(whom, '@') + 1) as domain from guest;

-- name: elsewhere(calendar)
select wheel, series, slot, starts, group_concat(whom, char(31)) as whom
  from invitation join guest using (uid)
 where calendar <> :calendar and state = 'invited' and not removed
 group by uid;

-- name: last_bulletin()^
select coalesce(max(number), 0) as number, (select floor from ledger) as floor from bulletin;

-- name: add_bulletins()*!
insert into bulletin values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?);

-- name: bulletin(number)^
select number, uid, action, leaving, sequence, stamp, content, before, reason from bulletin where number = :number;

-- name: told(number, whom)^
-- Nothing when this guest has been sent, or is to be sent, something later. What was passed in silence is no mail: the
-- one before it may be sent again when it failed.
select reader, name, email, language, kind, first, partstat
  from guest join bulletin using (uid)
 where number = :number and whom = :whom and last is not null and (last = :number or :number = (
    select max(cast(version as integer)) from delivery
     where wheel = (select calendar || '/invitations' from invitation where invitation.uid = bulletin.uid)
       and whom = :whom and detail <> 'superseded'
       and cast(version as integer) in (select number from bulletin as other where other.uid = bulletin.uid)));

-- name: queued(wheel)
select version, whom from delivery indexed by delivery_reader where state = 'due' and wheel = :wheel;

-- name: left_since(wheel, since, now)
-- Not what is later than now: a clock that was set back must not stop every approval until it has caught up.
select version, whom from delivery where wheel = :wheel and state <> 'due' and changed > :since and changed <= :now;

-- name: supersede()*!
update delivery set state = 'expired', detail = 'superseded', changed = ?
 where state = 'due' and wheel = ? and whom = ? and version = ?;

-- name: waiting_contents(wheel)
select json from invitation join content on content.id = invitation.content
 where wheel = :wheel and state = 'waiting' order by starts, uid;

-- name: glance(wheel, now)^
select count(*) filter (where state = 'waiting') as waiting,
       min(opens) filter (where state = 'waiting') as opens,
       count(*) filter (where state = 'invited' and starts > :now) as invited,
       count(*) filter (where state = 'invited' and starts <= :now) as locked
  from invitation where wheel = :wheel;

-- name: queue(wheel)^
select count(*) as mails from delivery indexed by delivery_reader where state = 'due' and wheel = :wheel;

-- name: applied_keys(calendar)
select wheel, series, slot, uid, sequence, stamp from invitation where calendar = :calendar and sequence >= 0;
