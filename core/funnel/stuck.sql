-- Who has not moved for longest: up to 20 cases a channel, and how many there are like each.
--
-- Reads   stage_events   one row per event: case_id, stage, time, channel, lost_reason
--         funnel_stages  one row per name of a stage: stage, position (1 is the first stage)
--         lost_stages    one row per name that says a case is lost: stage
-- Given   $until         what is after this moment has not happened yet
--         $last          the position of the last stage: who got there is not stuck
-- Gives   case_id, channel, position (the stage it is in), since (when it got there), alike (how many of
--         its channel are in that stage)
with
lost as (
    select distinct stage_events.case_id
    from stage_events
    left join lost_stages on lost_stages.stage = stage_events.stage
    where lost_stages.stage is not null or stage_events.lost_reason is not null
),
-- one row per event of a stage of this funnel
happened as (
    select stage_events.case_id, funnel_stages.position, stage_events.time, stage_events.channel
    from stage_events
    join funnel_stages on funnel_stages.stage = stage_events.stage
    where stage_events.time <= $until
),
-- one row per case: the furthest stage it was ever in
furthest as (
    select case_id, max(position) as position, min(channel) as channel
    from happened
    group by case_id
),
-- one row per case that is neither lost nor through: since when it is in that stage
waiting as (
    select happened.case_id, furthest.channel, furthest.position, min(happened.time) as since
    from furthest
    join happened on happened.case_id = furthest.case_id and happened.position = furthest.position
    left join lost on lost.case_id = furthest.case_id
    where lost.case_id is null and furthest.position < $last
    group by happened.case_id, furthest.channel, furthest.position
),
placed as (
    select
        case_id, channel, position, since,
        count(*) over (partition by channel, position) as alike,
        row_number() over (partition by channel order by since, case_id) as place
    from waiting
)
select case_id, channel, position, since, alike
from placed
where place <= 20
order by since, case_id
