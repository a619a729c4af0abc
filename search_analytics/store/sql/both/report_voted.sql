-- Answers to "was this article helpful?", one row for each article, language, answer and reason.
SELECT article, coalesce(language, '') AS language, vote, coalesce(reason, '') AS reason, {block} AS block, CAST(sum(times) AS bigint) AS times,
  CAST(sum(networks) AS bigint) AS networks
FROM day_voted
WHERE day IN (SELECT day FROM summed) AND {asked} AND {spoken}
GROUP BY article, language, vote, reason{by_block}
UNION ALL
SELECT article, coalesce(language, '') AS language, vote, coalesce(reason, '') AS reason, {block} AS block, CAST(sum(times) AS bigint) AS times,
  CAST(sum(networks) AS bigint) AS networks
FROM fresh_day_voted
WHERE {asked} AND {spoken}
GROUP BY article, language, vote, reason{by_block};
