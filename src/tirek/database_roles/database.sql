-- What each role may do in this database. To be run in it by a superuser, before the first migration; may be run again.
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS unaccent;
CREATE EXTENSION IF NOT EXISTS btree_gist;
CREATE EXTENSION IF NOT EXISTS citext;

DO $$
BEGIN
  EXECUTE format('ALTER DATABASE %I OWNER TO tirek_owner', current_database());
  EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC, tirek_app, tirek_auditor', current_database());
  EXECUTE format('GRANT CONNECT ON DATABASE %I TO tirek_app, tirek_auditor', current_database());
END
$$;

REVOKE ALL ON SCHEMA public FROM PUBLIC, tirek_app, tirek_auditor;
GRANT ALL ON SCHEMA public TO tirek_owner;
GRANT USAGE ON SCHEMA public TO tirek_app, tirek_auditor;

-- What the owner's migrations will make. Tables that are there already keep their rights: a migration may have narrowed
-- them (nobody updates or deletes in the ledger), and running this again must not widen them.
ALTER DEFAULT PRIVILEGES FOR ROLE tirek_owner REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
ALTER DEFAULT PRIVILEGES FOR ROLE tirek_owner IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO tirek_app;
ALTER DEFAULT PRIVILEGES FOR ROLE tirek_owner IN SCHEMA public GRANT USAGE ON SEQUENCES TO tirek_app;
ALTER DEFAULT PRIVILEGES FOR ROLE tirek_owner IN SCHEMA public GRANT EXECUTE ON FUNCTIONS TO tirek_app;
ALTER DEFAULT PRIVILEGES FOR ROLE tirek_owner IN SCHEMA public GRANT SELECT ON TABLES TO tirek_auditor;
