import { type Db, schema } from '@parallax/db'
import { sql } from 'drizzle-orm'

/** A name that records of a project may carry. A guest has no account: an import brought the name. */
export type KnownPerson = { readonly id: string; readonly name: string; readonly guest: boolean }

/** Members, guests, and everybody else who has written here, so that no author is without a name. */
export async function peopleOf(db: Db, projectId: string): Promise<readonly KnownPerson[]> {
  const { guests, members, records, users } = schema
  const { rows } = await db.execute<KnownPerson>(sql`
    select u.id, u.name, false as guest from ${users} u where u.id in (
      select m.user_id from ${members} m where m.project_id = ${projectId}
      union select r.created_by from ${records} r where r.project_id = ${projectId}
      union select r.updated_by from ${records} r where r.project_id = ${projectId})
    union all
    select g.id, g.name, true from ${guests} g where g.project_id = ${projectId}
    order by name, id`)
  return rows
}
