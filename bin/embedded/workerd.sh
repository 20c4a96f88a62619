#!/bin/sh
# Runs workerd so that Ctrl-C in a terminal, which reaches every process of the group, leaves it to the supervisor to stop it.
trap '' INT HUP
exec "$APIARY_WORKERD" "$@"
