-- People who follow issues are told of activity in the order of its ids, each once: an id is never given again.
create trigger activity_removed after delete on activity begin
  insert into counter (name, value) values ('activity', old.id)
    on conflict (name) do update set value = max(value, excluded.value);
end;
