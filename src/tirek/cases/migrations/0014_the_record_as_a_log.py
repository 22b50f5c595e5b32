"""What happened in cases, for who studies how the work runs and may see no case: one function gives it, and no more.

It runs as the owner of the tables, past the policies of cases, and so asks itself who asks. What it gives is fixed: no
number of a case, no account, no place, nothing sealed. Cases and people are numbered by chance, anew each time, so that
two logs cannot be laid side by side. An office that had to do with fewer cases than `FEWEST` is not named; fewer cases
than that are not given at all, and of those left out only whole `FEWEST`s are told.
The roles are those of directory's table of deeds; a test compares them.
"""

from django.db import migrations

FEWEST = 5
SAFELY = "SECURITY DEFINER SET search_path = public, pg_temp"
ASKED = "asked_mechanism text, asked_procedure text, since timestamptz, until timestamptz, asked_office text"
CHOSEN = """
      FROM cases_case c JOIN packs_edition edition ON edition.id = c.edition_id
           JOIN packs_mechanism mechanism ON mechanism.id = edition.mechanism_id
     WHERE mechanism.code = asked_mechanism AND c.procedure = asked_procedure
       AND c.opened_at >= since AND c.opened_at < until AND (asked_office = '' OR c.office_id = asked_office)
"""
KEPT_BACK = """
       (c.confidentiality = 'sealed' OR EXISTS (
         SELECT FROM cases_erasure erasure JOIN cases_erasurereview review ON review.erasure_id = erasure.id
          WHERE erasure.case_id = c.id AND erasure.withdrawn_position IS NULL
            AND review.withdrawn_position IS NULL AND review.verdict = 'approved'))
"""
TOLD = """
  'case-assigned', 'case-helped', 'case-transfer-sent', 'case-transfer-answered', 'case-limit-extended',
  'case-limit-ran-out', 'case-closed', 'case-reopened'
"""
FUNCTIONS = f"""
CREATE FUNCTION tirek_may_take_record(asked_office text) RETURNS boolean LANGUAGE sql STABLE {SAFELY}
AS $$ SELECT coalesce((tirek_is_national() OR asked_office = tirek_my_office())
        AND EXISTS (SELECT FROM directory_rolegrant
                     WHERE account_id = tirek_me() AND role IN ('coordinator', 'analyst')), false) $$;

CREATE FUNCTION tirek_record_of_cases({ASKED})
RETURNS TABLE (case_number bigint, event text, step text, at timestamptz, person bigint, office text, edition text,
               came_by text, limit_broken boolean, closed_as text)
LANGUAGE plpgsql VOLATILE {SAFELY}
AS $$
#variable_conflict use_column
BEGIN
  IF NOT tirek_may_take_record(asked_office) THEN
    RAISE EXCEPTION 'not given to this account' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF (SELECT count(*) {CHOSEN} AND NOT {KEPT_BACK}) < {FEWEST} THEN
    RETURN;
  END IF;
  RETURN QUERY
  WITH chosen AS MATERIALIZED (
    SELECT c.id, c.number, c.opened_in_id, row_number() OVER (ORDER BY gen_random_uuid()) AS made_number,
           edition.version,
           (SELECT CASE WHEN submission.device_id IS NULL THEN 'page' ELSE 'device' END
              FROM cases_happening first JOIN answers_submission submission ON submission.id = first.submission_id
             WHERE first.case_id = c.id ORDER BY first.ordinal LIMIT 1) AS came,
           EXISTS (SELECT FROM cases_clock clock WHERE clock.case_id = c.id
                      AND (clock.met IS FALSE OR clock.ended_at IS NULL AND clock.due_at < now())) AS broken,
           CASE WHEN c.closed_at IS NULL THEN '' ELSE coalesce((SELECT closure.kind FROM cases_closure closure
             WHERE closure.case_id = c.id AND closure.withdrawn_position IS NULL
             ORDER BY closure.said_at DESC, closure.id DESC LIMIT 1), '') END AS closed
    {CHOSEN} AND NOT {KEPT_BACK}
  ), happened AS MATERIALIZED (
    SELECT done.case_id, 'step' AS event, done.step::text AS step, done.at, entry.position, done.ordinal,
           done.by_id::text AS who
      FROM chosen JOIN cases_happening done ON done.case_id = chosen.id
           JOIN ledger_entry entry ON entry.chain_id = done.stored_chain AND entry.position = done.stored_position
    UNION ALL
    SELECT chosen.id, CASE entry.event WHEN 'case-transfer-answered' THEN 'case-transfer-' || (payload.detail->>'verdict')
                                       ELSE entry.event END,
           '', entry.at, entry.position, 0, payload.by
      FROM ledger_entry entry JOIN ledger_payload payload ON payload.entry_id = entry.id
           JOIN chosen ON chosen.opened_in_id = entry.chain_id AND chosen.number = payload.detail->>'case'
     WHERE entry.event IN ({TOLD}) AND entry.at >= since
  ), people AS MATERIALIZED (
    SELECT who, row_number() OVER (ORDER BY gen_random_uuid()) AS made_number
      FROM (SELECT DISTINCT who FROM happened WHERE who ~ '^[0-9a-f-]{{36}}$') met
  ), placed AS MATERIALIZED (
    SELECT happened.*, coalesce((SELECT transfer.receiver_id FROM cases_transfer transfer
             WHERE transfer.case_id = happened.case_id AND transfer.verdict = 'accepted'
               AND transfer.stored_position <= happened.position
             ORDER BY transfer.stored_position DESC LIMIT 1), chosen.opened_in_id) AS had_it
      FROM happened JOIN chosen ON chosen.id = happened.case_id
  ), named AS MATERIALIZED (
    SELECT had_it FROM placed GROUP BY had_it HAVING count(DISTINCT case_id) >= {FEWEST}
  )
  SELECT chosen.made_number, placed.event::text, placed.step::text, placed.at, people.made_number,
         coalesce(named.had_it, '')::text, chosen.version::text, coalesce(chosen.came, ''), chosen.broken,
         chosen.closed::text
    FROM placed JOIN chosen ON chosen.id = placed.case_id
         LEFT JOIN people ON people.who = placed.who
         LEFT JOIN named ON named.had_it = placed.had_it
   ORDER BY chosen.made_number, placed.position, placed.ordinal;
END $$;

CREATE FUNCTION tirek_record_left_out({ASKED}) RETURNS bigint LANGUAGE plpgsql STABLE {SAFELY}
AS $$
BEGIN
  IF NOT tirek_may_take_record(asked_office) THEN
    RAISE EXCEPTION 'not given to this account' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN (SELECT count(*) / {FEWEST} * {FEWEST} {CHOSEN} AND {KEPT_BACK});
END $$;
"""  # noqa: S608  only the constants above stand in it
RIGHTS = """
DO $do$
DECLARE
  one text;
BEGIN
  FOREACH one IN ARRAY ARRAY['tirek_may_take_record(text)',
      'tirek_record_of_cases(text, text, timestamptz, timestamptz, text)',
      'tirek_record_left_out(text, text, timestamptz, timestamptz, text)'] LOOP
    EXECUTE 'REVOKE ALL ON FUNCTION ' || one || ' FROM PUBLIC';
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'tirek_app') THEN
      EXECUTE 'GRANT EXECUTE ON FUNCTION ' || one || ' TO tirek_app';
    END IF;
  END LOOP;
END
$do$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("answers", "0003_index_of_those_that_replace"),
        ("cases", "0013_one_finds_ones_own_among_many"),
        ("directory", "0006_the_analyst"),
        ("ledger", "0003_digests_checked_sooner"),
        ("packs", "0004_reviews_never_changed"),
    ]

    operations = [migrations.RunSQL(FUNCTIONS + RIGHTS, migrations.RunSQL.noop)]
