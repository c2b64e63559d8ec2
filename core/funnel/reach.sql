-- How many got how far: one row per channel and period in which cases entered the first stage.
--
-- Reads   cases          one row per case, as events.sql gives them
-- Given   $period        'week', 'month', 'quarter' or 'year'
--         $until         up to when everything is known
-- Gives   channel, period (its first day), and for each stage people_1, people_2 ... : the cases that
--         reached it; closed_1 ... : of these, those whose window is over, which alone count for rates;
--         seconds_2 ... : the median time from the stage before, of the closed ones
--
-- Lines with a number in braces stand once for every stage after the first.
select
    channel,
    cast(date_trunc($period, time_1) as date) as period,
    count(time_{stage}) as people_{stage},
    count(case when deadline <= $until then time_{stage} end) as closed_{stage},
    median(case when deadline <= $until then date_diff('second', time_{before}, time_{stage}) end) as seconds_{stage},
    count(time_1) as people_1,
    count(case when deadline <= $until then time_1 end) as closed_1
from cases
group by 1, 2
