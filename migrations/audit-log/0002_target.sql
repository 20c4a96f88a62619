create index entry_target on entry (target, seq);
