import { type Db, schema } from '@parallax/db'
import { sql } from 'drizzle-orm'

/** A name that records of a project may carry. A guest has no account: an import brought the name. */
export type KnownPerson = { readonly id: string; readonly name: string; readonly guest: boolean }

/**
 * Members, guests, and everybody else who has written here, so that no author is without a name. Who
 * came here by an import keeps the name in the file until they are a member.
 */
export async function peopleOf(db: Db, projectId: string): Promise<readonly KnownPerson[]> {
  const { guests, members, records, users } = schema
  const { rows } = await db.execute<KnownPerson>(sql`
    with member as (select m.user_id as id from ${members} m where m.project_id = ${projectId}),
    guest as (select g.id, g.name from ${guests} g where g.project_id = ${projectId}
      and g.id not in (select member.id from member))
    select u.id, u.name, false as guest from ${users} u where u.id in (
      select member.id from member
      union select r.created_by from ${records} r where r.project_id = ${projectId}
      union select r.updated_by from ${records} r where r.project_id = ${projectId})
      and u.id not in (select guest.id from guest)
    union all
    select guest.id, guest.name, true from guest
    order by name, id`)
  return rows
}
