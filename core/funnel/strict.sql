-- Who got how far with nothing in between: the cases of events.sql, each cut off at the first stage before
-- which something else happened.
--
-- Reads   happened       one row per event of a stage of this funnel, as events.sql has them
--         travelled      one row per case, as events.sql gives them
-- Gives   the same columns as events.sql
--
-- What ties with a stage by day may have been before or after it, so it is not in between.
--
-- Lines with a number in braces stand once for every stage after the first, and so do those between braces.
with
-- one row per case: by when it had reached the stage before, and when another stage last was before this one
around as (
    select
-- {
        min(case
            when happened.position = {before} and happened.latest >= travelled.time_{before}
            then happened.latest
        end) as latest_{before},
        max(case
            when happened.position not in ({before}, {stage}) and happened.latest < travelled.time_{stage}
            then happened.time
        end) as other_{stage},
-- }
        travelled.case_id
    from travelled
    join happened on happened.case_id = travelled.case_id
    group by travelled.case_id
),
-- one row per case: the first stage that it did not reach without another one in between
interrupted as (
    select
        case_id,
        coalesce(
            case when other_{stage} > latest_{before} then {stage} end,
            null
        ) as stage
    from around
),
-- one row per case
uninterrupted as (
    select
        travelled.case_id,
        travelled.channel,
        travelled.deadline,
        case when interrupted.stage <= {stage} then null else travelled.time_{stage} end as time_{stage},
        travelled.time_1
    from travelled
    join interrupted on interrupted.case_id = travelled.case_id
)
select * from uninterrupted
