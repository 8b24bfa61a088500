const list = (names: readonly string[]) =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`

/** The sentences about who else is here, in one place. */
export const presenceText = {
  others: 'Who else is here',
  follow: (name: string) => `Follow ${name}`,
  followHere: (name: string) => `${name} is in this document. Follow ${name}`,
  followThere: (name: string) => `${name} is elsewhere in this project. Follow ${name}`,
  unfollow: (name: string) => `You follow ${name}. Stop following`,
  following: (name: string) => `Following ${name}`,
  waiting: (name: string) => `${name} is away. You go on as soon as they are back.`,
  stop: 'Stop',
  more: (count: number) => `+${count}`,
  came: (names: readonly string[]) =>
    `${list(names)} ${names.length === 1 ? 'is' : 'are'} in this document too.`,
  left: (names: readonly string[]) =>
    `${list(names)} ${names.length === 1 ? 'has' : 'have'} left this document.`,
  colleagues: 'Colleagues',
} as const
