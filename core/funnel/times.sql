-- How long it takes: one row, with the time from each stage to the next.
--
-- Reads   cases          one row per case, as events.sql gives them
-- Given   $until         up to when everything is known; cases whose window is not over do not count
-- Gives   for each stage after the first quick_2, median_2, slow_2 ... in seconds: a quarter of the cases
--         took no longer than `quick`, half no longer than `median`, three quarters no longer than `slow`
--
-- Lines with a number in braces stand once for every stage after the first.
with
-- one row per case: the seconds from each stage to the next
took as (
    select
        date_diff('second', time_{before}, time_{stage}) as seconds_{stage},
        case_id
    from cases
    where deadline <= $until
)
select
    percentile_cont(0.25) within group (order by seconds_{stage}) as quick_{stage},
    median(seconds_{stage}) as median_{stage},
    percentile_cont(0.75) within group (order by seconds_{stage}) as slow_{stage},
    count(*) as cases
from took
