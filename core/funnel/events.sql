-- Who got how far: one row per case that entered the first stage.
--
-- Reads   stage_events   one row per event: case_id, stage, time, channel
--         funnel_stages  one row per name of a stage: stage, position (1 is the first stage)
-- Given   $window_days   how long a case has, from its first event of the first stage
--         $until         what is after this moment has not happened yet
--         $any_order     whether a stage counts also where it came before the one above it
-- Gives   case_id, channel (of the case's first event), deadline (the end of its window), and time_1,
--         time_2 ... : when each stage was reached, null where it was not
--
-- A time at midnight is a date alone: it may have been at any moment of that day, so it ties with all of
-- the same day. `latest` is the last moment at which an event may have been.
--
-- Where an alias is called as a column, the column is written with its table: ClickHouse would take the alias.
--
-- Lines with a number in braces stand once for every stage after the first, and so do those between braces;
-- backwards: for the last stage first.
with
-- one row per event of a stage of this funnel
happened as (
    select
        stage_events.case_id,
        funnel_stages.position,
        stage_events.time,
        stage_events.channel,
        case
            when stage_events.time = date_trunc('day', stage_events.time)
            then stage_events.time + interval '1' day - interval '1' microsecond
            else stage_events.time
        end as latest
    from stage_events
    join funnel_stages on funnel_stages.stage = stage_events.stage
    where stage_events.time <= $until
),
-- one row per case: when it was first in the first stage, how long it has, and its channels there, if several
entered as (
    select
        case_id,
        min(time) as time_1,
        min(latest) + interval '1' day * $window_days as deadline,
        min(happened.channel) as channel,
        max(happened.channel) as other_channel
    from happened
    where position = 1
    group by case_id
),
-- one row per case with several channels: where it first came from
mixed as (
    select happened.case_id, min(happened.channel) as channel
    from entered
    join happened on happened.case_id = entered.case_id
    where entered.channel <> entered.other_channel
        and happened.position = 1
        and happened.time = entered.time_1
    group by happened.case_id
),
-- one row per case
reached_1 as (
    select
        entered.case_id,
        coalesce(mixed.channel, entered.channel) as channel,
        entered.deadline,
        entered.time_1
    from entered
    left join mixed on mixed.case_id = entered.case_id
),
-- {
-- one row per case that got there: the first such moment after the stage before, within the window
reached_{stage} as (
    select
        happened.case_id,
        min(earlier.deadline) as deadline,
        min(earlier.time_1) as time_1,
        greatest(min(earlier.time_{before}), min(happened.time)) as time_{stage}
    from reached_{before} as earlier
    join happened on happened.case_id = earlier.case_id
    where happened.position = {stage}
        and happened.time <= earlier.deadline
        and happened.latest >= case
            when $any_order then earlier.time_1 - interval '1' day * $window_days
            else earlier.time_{before}
        end
    group by happened.case_id
),
-- }
-- one row per case: how far it travelled; from the last stage on, since fewest got there, and a join whose
-- first half is small needs little memory
travelled as (
    select
        reached_1.case_id,
        reached_1.channel,
        reached_1.deadline,
        reached_{stage}.time_{stage},
        reached_1.time_1
    from reached_{stages}
-- { backwards
    right join reached_{before} on reached_{before}.case_id = reached_{stage}.case_id
-- }
)
select * from travelled
