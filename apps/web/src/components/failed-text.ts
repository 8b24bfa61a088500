const byStatus: Readonly<Record<number, string>> = {
  401: 'You are signed out. Sign in again; your work is safe in this browser and will be sent.',
  404: 'It is not here, or not shared with you.',
}

export const failedText = {
  unreached: 'The server does not answer. Your own work is safe in this browser and will be sent.',
  fault: (requestId: string | undefined) => {
    const told =
      'The server made a mistake. Your own work is safe in this browser and will be sent.'
    return requestId === undefined
      ? told
      : `${told} In the server’s log it is request ${requestId}.`
  },
  byStatus,
  home: 'All projects',
} as const
