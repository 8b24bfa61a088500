const byStatus: Readonly<Record<number, string>> = {
  401: 'You are signed out. Sign in again; your work is safe in this browser and will be sent.',
  404: 'It is not here, or not shared with you.',
}

export const failedText = {
  unreached: 'The server does not answer. Your own work is safe in this browser and will be sent.',
  fault: 'The server made a mistake. Your own work is safe in this browser and will be sent.',
  byStatus,
  home: 'All projects',
} as const
