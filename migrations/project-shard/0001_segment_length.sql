-- What a segment holds follows from its parts: a number kept beside them would be one more row to write per batch.
alter table segment drop column length;
