-- Version 4: two years' wheels may each have a meeting of the same name (a week that both touch); and a ledger that has
-- been restored or adopted remembers how high a SEQUENCE may have been given to meetings that it has never heard of.

create table invitation_by_wheel (
    uid      text    primary key,
    calendar text    not null,
    wheel    text    not null,
    series   text    not null,
    slot     text    not null,
    state    text    not null check (state in ('waiting', 'invited', 'cancelled')),
    channel  text    not null,            -- the transport that owns the UID
    sequence integer not null,            -- the highest SEQUENCE ever used; -1 before the first
    stamp    integer not null,            -- DTSTAMP of what was last decided
    content  integer not null references content,
    starts   integer not null,
    opens    text,                        -- the first day to invite on
    seal     integer not null,
    unique (wheel, series, slot)
) strict, without rowid;

insert into invitation_by_wheel
select uid, calendar, wheel, series, slot, state, channel, sequence, stamp, content, starts, opens, seal from invitation;

drop table invitation;

alter table invitation_by_wheel rename to invitation;

alter table ledger add column lifted integer not null default 0; -- below this any SEQUENCE may have been used elsewhere
