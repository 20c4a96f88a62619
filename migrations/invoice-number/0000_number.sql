-- Which document has which number of the series; numbers have no gaps.
create table number (
  number integer primary key,
  document text not null unique
);
