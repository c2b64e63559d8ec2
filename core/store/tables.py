"""The tables of a workspace, each with its grain; the tables of rows follow the kinds of sheets."""

from __future__ import annotations

from core.sheets.kinds import KINDS, Kind

ACTIONS_AND_VERDICTS = """
-- one row per action the user noted; ids are never used again
create sequence action_ids;
create table actions (
    id bigint primary key default nextval('action_ids'),
    day date not null,
    step varchar not null,
    channel varchar not null,
    what varchar not null,
    expected double,
    cost double,
    owner varchar not null,
    made timestamp not null
);

-- one row per day on which a verdict on the weakest link was told
create table verdicts (
    day date primary key,
    kind varchar not null,
    key varchar not null,
    channel varchar not null,
    step varchar not null,
    role varchar not null,
    throughput double,
    told varchar not null
);
"""
"""As they came with version 3: a file of an older version gets them so, and then what came later."""

FROZEN_STORIES = """
-- one row per story that was frozen; light and dark are the story as JSON, drawn for either page
create sequence frozen_story_ids;
create table frozen_stories (
    id bigint primary key default nextval('frozen_story_ids'),
    name varchar not null,
    made timestamp not null,
    light varchar not null,
    dark varchar not null
);
"""
"""As they came with version 4."""

_BOOKS = """
-- one row, always: the version of these tables and the number of changes ever made
create table workspace (
    version integer not null,
    revision bigint not null
);

-- one row per file received; its bytes stand apart so that lists never touch them
create table uploads (
    id varchar primary key,
    name varchar not null,
    digest varchar not null,
    size bigint not null,
    received timestamp not null,
    status varchar not null,
    kept timestamp,
    replaces varchar,
    rows bigint not null,
    corrections varchar not null
);

-- one row per file received; packing is null where the bytes are as they came
create table contents (
    upload varchar primary key,
    bytes blob not null,
    packing varchar
);

-- one row per change the user made over the sheets; ids are never used again
create sequence change_ids;
create table changes (
    id bigint primary key default nextval('change_ids'),
    made timestamp not null,
    action varchar not null,
    step varchar not null,
    field varchar,
    written varchar,
    channel varchar not null,
    phase varchar not null,
    detail varchar not null
);

-- one row per header, its texts in order
create table matchings (
    header varchar primary key,
    matching varchar not null
);

-- one row per setting
create table settings (
    key varchar primary key,
    value varchar not null
);

-- one row per channel whose spend or wins were typed in
create table spend (
    channel varchar primary key,
    spend double,
    wins double
);
"""

PROVENANCE = (
    ("upload", "varchar not null"),
    ("sheet", "varchar not null"),
    ("row", "bigint not null"),
    ("position", "bigint not null"),
)
"""Where a kept row comes from: its upload, sheet and sheet row, and its place within the upload."""


def rows_table(kind: Kind) -> str:
    """The name of the table that holds the checked rows of this kind.

    >>> rows_table(KINDS["process"])
    'process_rows'
    """
    return f"{kind.name}_rows"


def row_columns(kind: Kind) -> tuple[tuple[str, str], ...]:
    """Name and SQL type of every column of the kind's table."""
    return (*kind.fields, *PROVENANCE)


def create_rows(kind: Kind) -> str:
    """The SQL that makes the table of one kind's rows."""
    # one row per checked row of a sheet of this kind, of every upload that is kept or was replaced
    columns = ", ".join(f'"{name}" {sql_type}' for name, sql_type in row_columns(kind))
    return f"create table {rows_table(kind)} ({columns});"


def create_all() -> str:
    """The SQL that makes every table of a new workspace."""
    return (
        _BOOKS + ACTIONS_AND_VERDICTS + FROZEN_STORIES + "".join(create_rows(kind) for kind in KINDS.values())
    )
