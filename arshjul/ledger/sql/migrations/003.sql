-- Version 3: private feeds. The address itself is never here: only a hash of its secret, so that nobody who reads the
-- ledger or a backup of it can follow anybody's calendar.

create table feed (
    number   integer primary key,
    calendar text    not null,
    person   text    not null,
    digest   text    not null unique,     -- SHA-256 of the secret in the address, hex
    made     integer not null,
    revoked  integer,                     -- null: it works
    seal     integer not null
) strict;
