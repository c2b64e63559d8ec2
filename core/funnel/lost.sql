-- Why people were lost: one row per channel, furthest stage and reason.
--
-- Reads   cases          one row per case, as events.sql gives them
--         stage_events   one row per event: case_id, stage, time, lost_reason
--         lost_stages    one row per name that says a case is lost: stage
-- Given   $until         what is after this moment has not happened yet
--         $won           the position from which on a case is a customer, who is not lost
-- Gives   channel, furthest (the position of the last stage reached), reason ('' where none is given), cases
--
-- Lines with a number in braces stand once for every stage after the first.
with
-- one row per lost case
lost as (
    select
        stage_events.case_id,
        coalesce(min(stage_events.lost_reason), '') as reason
    from stage_events
    left join lost_stages on lost_stages.stage = stage_events.stage
    where stage_events.time <= $until
        and (lost_stages.stage is not null or stage_events.lost_reason is not null)
    group by stage_events.case_id
),
-- one row per lost case that entered the funnel
ended as (
    select
        cases.channel,
        lost.reason,
        1
            + case when cases.time_{stage} is null then 0 else 1 end
        as furthest
    from cases
    join lost on lost.case_id = cases.case_id
)
select channel, furthest, reason, count(*) as cases
from ended
where furthest < $won
group by 1, 2, 3
