"""The database itself keeps the ledger append-only, whatever the application may be made to ask of it."""

from django.db import migrations

# An entry of a row digest that does not exist would be a digest out of nowhere.
DIGESTS_HAVE_ENTRIES = """
ALTER TABLE ledger_rowdigest ADD CONSTRAINT ledger_rowdigest_has_entry
  FOREIGN KEY (chain, position) REFERENCES ledger_entry (chain_id, position);
"""

# An entry goes behind the head or nowhere, and moves the head with it: no gap, no fork.
BEHIND_THE_HEAD = """
CREATE FUNCTION ledger_entry_goes_behind_the_head() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  UPDATE ledger_chain SET head_position = NEW.position, head_hash = NEW.hash
   WHERE code = NEW.chain_id AND head_position = NEW.position - 1 AND head_hash = NEW.previous;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'entry % of chain % does not go behind its head', NEW.position, NEW.chain_id
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER ledger_entry_goes_behind_the_head BEFORE INSERT ON ledger_entry
  FOR EACH ROW EXECUTE FUNCTION ledger_entry_goes_behind_the_head();
"""

# The app may add, and move a head; the auditor reads. Neither role need exist in a database of a single developer.
RIGHTS = """
DO $$
DECLARE
  tables CONSTANT text := 'ledger_chain, ledger_entry, ledger_payload, ledger_rowdigest, ledger_root';
BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'tirek_app') THEN
    EXECUTE 'REVOKE ALL ON ' || tables || ' FROM tirek_app';
    EXECUTE 'GRANT SELECT, INSERT ON ' || tables || ' TO tirek_app';
    EXECUTE 'GRANT UPDATE (head_position, head_hash) ON ledger_chain TO tirek_app';
  END IF;
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'tirek_auditor') THEN
    EXECUTE 'REVOKE ALL ON ' || tables || ' FROM tirek_auditor';
    EXECUTE 'GRANT SELECT ON ' || tables || ' TO tirek_auditor';
  END IF;
END
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_tables")]

    operations = [
        migrations.RunSQL(
            DIGESTS_HAVE_ENTRIES, "ALTER TABLE ledger_rowdigest DROP CONSTRAINT ledger_rowdigest_has_entry"
        ),
        migrations.RunSQL(
            BEHIND_THE_HEAD,
            "DROP TRIGGER ledger_entry_goes_behind_the_head ON ledger_entry;"
            "DROP FUNCTION ledger_entry_goes_behind_the_head()",
        ),
        migrations.RunSQL(RIGHTS, migrations.RunSQL.noop),
    ]
