-- Version 1: what has been decided about every mail, and which ledger this is.

create table ledger (
    one     integer primary key check (one = 1),
    lineage text    not null,             -- random, for ever this ledger's own
    epoch   integer not null,             -- rises around every round of sending; a copy of it lies in the mark beside
    beat    integer,                      -- the latest tick (unix seconds, UTC)
    floor   integer                       -- nothing due at or before this is sent (set when a restored ledger is adopted)
) strict;

create table watermark (
    wheel text    primary key,            -- "calendar/year"
    at    integer not null                -- everything due until then has been looked at
) strict;

create table delivery (
    id       integer primary key,
    wheel    text    not null,
    calendar text    not null,
    what     text    not null,
    step     text    not null,
    version  text    not null,
    whom     text    not null,
    due      integer not null,
    expires  integer,
    reminder text    not null,
    reader   text    not null,
    name     text    not null,
    language text    not null check (language in ('sv', 'en')),
    seal     integer not null,            -- checksum of all the columns above but id: a flipped bit is noticed
    state    text    not null check (state in ('due', 'claimed', 'sent', 'failed', 'uncertain', 'expired')),
    ready    integer not null,            -- the next try is not before this
    tries    integer not null default 0,
    batch    integer,                     -- deliveries with the same number leave as one mail, also when tried again
    worker   text    not null default '', -- who claimed it
    forced   integer not null default 0,  -- a person asked for it to be sent again: it never expires
    changed  integer not null,
    detail   text    not null default '',
    unique (calendar, what, step, version, whom)
) strict;

create index delivery_ready on delivery (ready, id) where state = 'due';
create index delivery_reader on delivery (wheel, whom) where state = 'due';
create index delivery_claimed on delivery (changed) where state = 'claimed';
