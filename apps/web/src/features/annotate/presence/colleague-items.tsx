import type { ProjectSession } from '@parallax/sync'
import type { PaletteGroup } from '../../../components/palette/palette-source.ts'
import { Face } from '../../../components/ui/face.tsx'
import { presenceText } from './presence-text.ts'

/** Going along with each colleague who is here, for the palette. */
export function colleagueItems(session: ProjectSession): PaletteGroup {
  const { presence } = session
  return {
    ...{ id: 'colleagues', title: presenceText.colleagues, isCommands: true },
    items: presence.others.map(({ user }) => ({
      id: `follow ${user}`,
      title: presenceText.follow(session.personName(user)),
      mark: <Face userId={user} name={session.personName(user)} size="sm" isDecorative />,
      run: () => presence.follow(user),
    })),
  }
}
