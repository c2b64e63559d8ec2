-- Who got how far with nothing in between: the cases of events.sql, each cut off at the first stage before
-- which something else happened.
--
-- Reads   cases          one row per case, as events.sql gives them
--         stage_events   one row per event: case_id, stage, time
--         funnel_stages  one row per name of a stage: stage, position
-- Gives   the same columns as events.sql
--
-- Lines with a number in braces stand once for every stage after the first.
with
-- one row per case in whose way something came: the first stage that it did not reach without it
interrupted as (
    select
        cases.case_id,
        min(case
            when stage_events.time > cases.time_{before} and stage_events.time < cases.time_{stage} and funnel_stages.position not in ({before}, {stage}) then {stage}
        end) as stage
    from cases
    join stage_events on stage_events.case_id = cases.case_id
    join funnel_stages on funnel_stages.stage = stage_events.stage
    group by cases.case_id
),
-- one row per case
uninterrupted as (
    select
        cases.case_id,
        cases.channel,
        cases.deadline,
        case when interrupted.stage <= {stage} then null else cases.time_{stage} end as time_{stage},
        cases.time_1
    from cases
    left join interrupted on interrupted.case_id = cases.case_id
)
select * from uninterrupted
