"""Which rows of cases anybody sees, held by the database itself; and what is entered once is never changed.

The functions run as the owner of the tables, to whom policies do not apply: a policy of one table that asked another
by its policies would ask for ever. Each is asked once a query, but for `tirek_sees_case`, asked once a row.
The roles are those of directory's table of deeds; a test compares them.
"""

from django.db import migrations

FUNCTIONS = """
CREATE FUNCTION tirek_sees_all() RETURNS boolean LANGUAGE sql STABLE
RETURN coalesce(current_setting('tirek.house', true), '') = 'all';

CREATE FUNCTION tirek_me() RETURNS uuid LANGUAGE sql STABLE
RETURN nullif(current_setting('tirek.account', true), '')::uuid;

CREATE FUNCTION tirek_my_office() RETURNS text LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$ SELECT office_id FROM directory_account WHERE id = tirek_me() AND is_active $$;

CREATE FUNCTION tirek_is_national() RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$ SELECT coalesce((SELECT kind = 'national' FROM directory_office WHERE code = tirek_my_office()), false) $$;

CREATE FUNCTION tirek_leads() RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$ SELECT EXISTS (SELECT FROM directory_rolegrant WHERE account_id = tirek_me() AND role = 'supervisor') $$;

CREATE FUNCTION tirek_my_editions() RETURNS uuid[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$ SELECT coalesce(array_agg(DISTINCT form.edition_id), '{}')
        FROM packs_access access
        JOIN packs_packform form ON form.id = access.form_id
        JOIN directory_rolegrant held ON held.role = access.role
        JOIN directory_account account ON account.id = held.account_id
       WHERE access.sees AND account.id = tirek_me() AND account.is_active
         AND held.role IN ('officer', 'supervisor', 'monitor') $$;

CREATE FUNCTION tirek_my_cases() RETURNS uuid[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$ SELECT coalesce(array_agg(case_id), '{}')
        FROM cases_assignment WHERE account_id = tirek_me() AND withdrawn_position IS NULL $$;
"""

SEEN = """
  (SELECT tirek_sees_all()) OR (
    edition_id = ANY ((SELECT tirek_my_editions())::uuid[]) AND (
      confidentiality = 'public'
      OR confidentiality = 'office' AND (office_id = (SELECT tirek_my_office()) OR (SELECT tirek_is_national()))
      OR office_id = (SELECT tirek_my_office()) AND (SELECT tirek_leads())
      OR opened_by_id = (SELECT tirek_me()) AND assigned_to_id IS NULL AND office_id = (SELECT tirek_my_office())
      OR id = ANY ((SELECT tirek_my_cases())::uuid[])
    )
  )
"""

SEES_CASE = f"""
CREATE FUNCTION tirek_sees_case(asked uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$ BEGIN RETURN EXISTS (SELECT FROM cases_case WHERE id = asked AND ({SEEN})); END $$;
"""

OF_A_CASE = (
    "party",
    "searchkey",
    "task",
    "happening",
    "timer",
    "clock",
    "breach",
    "assignment",
    "transfer",
    "note",
    "document",
    "link",
    "closure",
    "unsealing",
)
"""A link is seen from its first case; the second is another row, seen by its own rule."""
SEES_CHILD = "(SELECT tirek_sees_all()) OR tirek_sees_case(case_id)"
SEES_REVIEW = "EXISTS (SELECT FROM cases_link WHERE cases_link.id = link_id)"
RULES = {
    "case": SEEN,
    **dict.fromkeys(OF_A_CASE, SEES_CHILD),
    "assignment": f"account_id = (SELECT tirek_me()) OR {SEES_CHILD}",
    "linkreview": SEES_REVIEW,
}
WITHDRAWN = "withdrawn_position, withdrawn_because, stored_chain, stored_position, stored_salt"
KEPT = ("party", "assignment", "note", "document", "link", "linkreview", "closure")


def policies() -> str:
    """This function will write the policies and rights: for roles that are there, for a house without them has no app."""
    lines = [f"ALTER TABLE cases_{table} ENABLE ROW LEVEL SECURITY;" for table in RULES]
    app = [f"CREATE POLICY seen ON cases_{table} TO tirek_app USING ({rule});" for table, rule in RULES.items()]
    audit = [f"CREATE POLICY audited ON cases_{table} FOR SELECT TO tirek_auditor USING (true);" for table in RULES]
    for table in KEPT:
        app += [f"REVOKE UPDATE, DELETE ON cases_{table} FROM tirek_app;"]
        app += [f"GRANT UPDATE ({WITHDRAWN}) ON cases_{table} TO tirek_app;"]
    app += [f"REVOKE DELETE ON cases_{table} FROM tirek_app;" for table in RULES if table not in (*KEPT, "searchkey")]
    app += ["GRANT UPDATE (wrapped_key) ON cases_party TO tirek_app;"]  # for another office, when the case goes there
    return "\n".join([*lines, _if_there("tirek_app", app), _if_there("tirek_auditor", audit)])


def _if_there(role: str, statements: list[str]) -> str:
    body = "\n".join(statements)
    return f"DO $do$ BEGIN IF EXISTS (SELECT FROM pg_roles WHERE rolname = '{role}') THEN\n{body}\nEND IF; END $do$;"


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_cases"), ("packs", "0004_reviews_never_changed")]

    operations = [migrations.RunSQL(FUNCTIONS + SEES_CASE + policies(), migrations.RunSQL.noop)]
