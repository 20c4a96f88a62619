-- Events are numbered in the order of the commands that told them: those of a command are found from the newest on.
drop index event_command;
