-- What the privacy threshold holds back, and how many phrases it lets through.
SELECT
  coalesce(sum(failed) FILTER (WHERE visitor_days < %(k)s), 0)::bigint AS searches,
  count(*) FILTER (WHERE visitor_days < %(k)s) AS phrases,
  count(*) FILTER (WHERE visitor_days >= %(k)s) AS common
FROM phrase;
