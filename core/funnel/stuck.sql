-- Who has not moved for longest: up to 20 cases a channel, and how many there are like each.
--
-- Reads   stage_events   one row per event: case_id, stage, time, channel, lost_reason
--         funnel_stages  one row per name of a stage: stage, position (1 is the first stage)
--         lost_stages    one row per name that says a case is lost: stage
-- Given   $until         what is after this moment has not happened yet
--         $last          the position of the last stage: who got there is through, not stuck
-- Gives   case_id, channel (of the first event of its first stage, as in events.sql), position (the stage it
--         is in), since (when it got there), alike (how many of its channel are in that stage)
with
lost as (
    select distinct stage_events.case_id
    from stage_events
    left join lost_stages on lost_stages.stage = stage_events.stage
    where stage_events.time <= $until
        and (lost_stages.stage is not null or stage_events.lost_reason is not null)
),
-- one row per event of a stage of this funnel
happened as (
    select stage_events.case_id, funnel_stages.position, stage_events.time, stage_events.channel
    from stage_events
    join funnel_stages on funnel_stages.stage = stage_events.stage
    where stage_events.time <= $until
),
-- one row per case: the first and the furthest stage it was ever in
known as (
    select case_id, min(position) as first, max(position) as furthest
    from happened
    group by case_id
),
-- one row per case that is neither lost nor through: when it came, and since when it is in its furthest stage
standing as (
    select
        known.case_id,
        known.first,
        known.furthest as position,
        min(case when happened.position = known.first then happened.time end) as came,
        min(case when happened.position = known.furthest then happened.time end) as since
    from known
    join happened on happened.case_id = known.case_id
    left join lost on lost.case_id = known.case_id
    where lost.case_id is null and known.furthest < $last
    group by known.case_id, known.first, known.furthest
),
-- one row per such case: where it came from
waiting as (
    select standing.case_id, standing.position, standing.since, min(happened.channel) as channel
    from standing
    join happened on happened.case_id = standing.case_id
    where happened.position = standing.first and happened.time = standing.came
    group by standing.case_id, standing.position, standing.since
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
