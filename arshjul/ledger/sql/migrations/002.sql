-- Version 2: what a person has approved, and what every guest has been told of it. `seal` is a checksum of the columns
-- before it: a flipped bit is noticed.

create table edition (
    calendar text    primary key,
    number   integer not null,            -- rises with every approval: a plan holds for one only
    seal     integer not null
) strict;

create table approval (
    wheel       text    primary key,      -- "calendar/year"; the latest approval only
    plan        text    not null,         -- the plan's digest
    fingerprint text    not null,         -- of everything that the plan was made from
    at          integer not null,
    past        integer not null,         -- meetings that had begun before anybody was invited to them
    sources     blob    not null,         -- {file: its text} as JSON, deflated
    seal        integer not null
) strict;

create table content (                    -- a meeting as those invited see it; a row never changes
    id   integer primary key,
    json text    not null,
    seal integer not null
) strict;

create table invitation (
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
    unique (calendar, series, slot)
) strict, without rowid;

create table bulletin (                   -- what was decided to be told, to one or many guests; a row never changes
    number   integer primary key,
    uid      text    not null,
    action   text    not null check (action in ('new', 'updated', 'moved', 'cancelled')),
    leaving  integer not null,
    sequence integer not null,
    stamp    integer not null,
    content  integer not null references content,
    before   integer references content,  -- what these guests knew
    reason   text    not null,
    seal     integer not null
) strict;

create table guest (
    uid      text    not null,
    whom     text    not null,            -- the address in lower case; `email` as it is written
    reader   text    not null,
    name     text    not null,
    email    text    not null,
    language text    not null check (language in ('sv', 'en')),
    kind     text    not null,
    removed  integer not null,            -- no longer invited
    partstat text    not null,
    first    integer references bulletin, -- the first bulletin that reached this guest: later mails refer to it
    last     integer references bulletin, -- what was last decided to be told; null: nothing
    seal     integer not null,
    primary key (uid, whom)
) strict, without rowid;
