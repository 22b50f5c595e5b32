"""What a list was asked for is narrowed where its words are searched, and not among the newest thousand alone.

Asked for the open cases of an office, a search gave the open ones of the thousand newest of all: an older one that was
open stood in no list. So the two functions take what narrows: whether a case runs, its office, its editions.
"""

from django.db import migrations

SEEN = """
  (SELECT tirek_sees_all()) OR (
    edition_id = ANY ((SELECT tirek_my_editions())::uuid[]) AND (
      confidentiality = 'public'
      OR confidentiality = 'office' AND (office_id = (SELECT tirek_my_office()) OR (SELECT tirek_is_national()))
      OR office_id = (SELECT tirek_my_office()) AND (SELECT tirek_leads())
      OR opened_by_id = (SELECT tirek_me()) AND assigned_to_id IS NULL AND office_id = (SELECT tirek_my_office())
      OR EXISTS (SELECT FROM cases_assignment mine
                  WHERE mine.case_id = cases_case.id AND mine.account_id = (SELECT tirek_me())
                    AND mine.withdrawn_position IS NULL)
    )
  )
"""
HELD = """
  (SELECT count(DISTINCT one.place)
     FROM cases_searchkey held JOIN unnest(keys, places) one(key, place) ON one.key = held.value
    WHERE held.case_id = cases_case.id
      AND (held.party_id IS NULL OR named IS NULL OR cases_case.edition_id = ANY (named))) = words
"""
NARROWED = """
  (running IS NULL OR running = (closed_at IS NULL)) AND (office = '' OR office_id = office)
  AND (editions IS NULL OR edition_id = ANY (editions))
"""
MOST, FEW = 1_000, 5_000
SAFELY = "LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp"
FUNCTIONS = f"""
DROP FUNCTION tirek_found(bytea[], int[], uuid[]);
DROP FUNCTION tirek_numbered(text);

CREATE FUNCTION tirek_found(
  keys bytea[], places int[], named uuid[], running boolean, office text, editions uuid[]
) RETURNS SETOF uuid {SAFELY}
SET plan_cache_mode = force_custom_plan
AS $$
DECLARE
  words constant int := (SELECT max(place) FROM unnest(places) place);
  alike bytea[];
  rarest bytea[];
  many int;
  fewest int := {FEW} + 1;
BEGIN
  FOR word IN 1 .. words LOOP
    alike := ARRAY(SELECT key FROM unnest(keys, places) one(key, place) WHERE place = word);
    SELECT count(*) INTO many FROM (
      SELECT FROM cases_searchkey WHERE value = ANY (alike) LIMIT {FEW} + 1) counted;
    IF many < fewest THEN
      rarest := alike;
      fewest := many;
    END IF;
  END LOOP;
  IF rarest IS NOT NULL OR words > 1 THEN
    RETURN QUERY SELECT id FROM cases_case
      WHERE id = ANY (ARRAY(SELECT DISTINCT case_id FROM cases_searchkey WHERE value = ANY (coalesce(rarest, alike))))
        AND {NARROWED} AND ({SEEN}) AND {HELD}
      ORDER BY opened_at DESC, id LIMIT {MOST};
  ELSIF running THEN
    RETURN QUERY SELECT id FROM cases_case WHERE closed_at IS NULL AND {NARROWED} AND ({SEEN}) AND EXISTS (
        SELECT FROM cases_searchkey held WHERE held.value = ANY (alike) AND held.case_id = cases_case.id
          AND (held.party_id IS NULL OR named IS NULL OR cases_case.edition_id = ANY (named)))
      ORDER BY opened_at DESC, id LIMIT {MOST};
  ELSE
    RETURN QUERY SELECT id FROM cases_case WHERE {NARROWED} AND ({SEEN}) AND EXISTS (
        SELECT FROM cases_searchkey held WHERE held.value = ANY (alike) AND held.case_id = cases_case.id
          AND (held.party_id IS NULL OR named IS NULL OR cases_case.edition_id = ANY (named)))
      ORDER BY opened_at DESC, id LIMIT {MOST};
  END IF;
END $$;

CREATE FUNCTION tirek_numbered(beginning text, running boolean, office text, editions uuid[])
RETURNS SETOF uuid {SAFELY}
AS $$ BEGIN
  RETURN QUERY SELECT id FROM cases_case
    WHERE number ~>=~ beginning AND number ~<~ (beginning || '~') AND {NARROWED} AND ({SEEN})
    ORDER BY opened_at DESC, id LIMIT {MOST};
END $$;
"""  # noqa: S608  only the constants above stand in it


class Migration(migrations.Migration):
    dependencies = [("cases", "0010_many_cases_are_listed_and_found")]

    operations = [migrations.RunSQL(FUNCTIONS, migrations.RunSQL.noop)]
