DROP TABLE call_legs;
DROP TABLE call_records;
