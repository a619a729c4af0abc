-- Phrases of the whole period, one row for each form and source, or of days that are not added up each row, with what ranks them and says whether they may be shown; what
-- became of those that are told day by day is added up from their days. A roll-up has a row without text for all phrases of few
-- visitors.
SELECT match_key, language, query, {times},
  {ranks}, {block} AS block
FROM day_phrase
WHERE {in_summed} AND {asked} AND {spoken}
GROUP BY language, match_key, query{by_block}
UNION ALL
SELECT match_key, language, query, CAST(sum(searches + outages) AS bigint) AS times,
  {ranks}, {roll_up_block} AS block
FROM rolled_up CROSS JOIN roll_up
WHERE roll_up.day = rolled_up.day AND match_key <> '' AND {asked_whole} AND {spoken}
GROUP BY language, match_key, query{by_roll_up_block}
UNION ALL
SELECT match_key, language, query, times,
  {ranking}, {block} AS block
FROM fresh_day_phrase
WHERE {asked} AND {spoken};
