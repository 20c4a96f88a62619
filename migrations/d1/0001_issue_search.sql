-- Full text over issues, kept in step by triggers; three letters and more match anywhere in a word.
create virtual table issue_search using fts5 (
  title, subtitle, culprit, content = 'issue', content_rowid = 'id', tokenize = 'trigram'
);
--> statement-breakpoint
create trigger issue_search_insert after insert on issue begin
  insert into issue_search (rowid, title, subtitle, culprit) values (new.id, new.title, new.subtitle, new.culprit);
end;
--> statement-breakpoint
create trigger issue_search_delete after delete on issue begin
  insert into issue_search (issue_search, rowid, title, subtitle, culprit)
    values ('delete', old.id, old.title, old.subtitle, old.culprit);
end;
--> statement-breakpoint
create trigger issue_search_update after update of title, subtitle, culprit on issue
when old.title <> new.title or old.subtitle <> new.subtitle or old.culprit <> new.culprit begin
  insert into issue_search (issue_search, rowid, title, subtitle, culprit)
    values ('delete', old.id, old.title, old.subtitle, old.culprit);
  insert into issue_search (rowid, title, subtitle, culprit) values (new.id, new.title, new.subtitle, new.culprit);
end;
