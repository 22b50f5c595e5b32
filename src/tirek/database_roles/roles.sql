-- Three roles, none of them powerful. To be run by a superuser; may be run again.
DO $$
DECLARE
  role_name text;
BEGIN
  FOREACH role_name IN ARRAY ARRAY['tirek_owner', 'tirek_app', 'tirek_auditor'] LOOP
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = role_name) THEN
      EXECUTE format('CREATE ROLE %I', role_name);
    END IF;
    EXECUTE format('ALTER ROLE %I LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION', role_name);
  END LOOP;
END
$$;
ALTER ROLE tirek_auditor SET default_transaction_read_only = on;
