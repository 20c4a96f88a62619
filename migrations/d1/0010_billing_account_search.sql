-- What accounts are found by: the beginnings of their names' words, and whole keys. Both hold no text of their own.
create virtual table billing_account_name using fts5 (
  names, content = '', contentless_delete = 1, detail = none, prefix = '2 3', tokenize = 'unicode61 remove_diacritics 2'
);
--> statement-breakpoint
create virtual table billing_account_key using fts5 (
  keys, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii'
);
