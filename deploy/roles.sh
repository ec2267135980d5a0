#!/bin/sh
# The roles of an external database: two that hold the rights, one that signs in and owns nothing. Run once as the owner.
set -eu
psql -v ON_ERROR_STOP=1 -v password="$APP_PASSWORD" -U "${POSTGRES_USER:-cuaso}" -d "${POSTGRES_DB:-cuaso}" <<'SQL'
create role cuaso_app nologin;
create role cuaso_lane nologin;
create role cuaso_login login password :'password' in role cuaso_app, cuaso_lane;
SQL
