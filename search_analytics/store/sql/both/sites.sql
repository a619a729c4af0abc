-- Every site whose searches are stored; asked only where a report of one site finds nothing.
SELECT site FROM event UNION SELECT site FROM roll_up ORDER BY site
