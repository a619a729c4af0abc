-- What the privacy threshold holds back, and how many phrases it lets through.
SELECT
  coalesce(sum(failed) FILTER (WHERE visitor_days < :k), 0) AS searches,
  count(*) FILTER (WHERE visitor_days < :k) AS phrases,
  count(*) FILTER (WHERE visitor_days >= :k) AS common
FROM phrase;
