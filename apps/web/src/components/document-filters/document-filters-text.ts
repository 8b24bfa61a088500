/** The words that narrow a list of documents. */
export const documentFiltersText = {
  status: 'Status',
  all: 'All',
  statuses: {
    todo: 'To do',
    'in-progress': 'In progress',
    submitted: 'Submitted',
  },
  outlet: 'Outlet',
  clearOutlet: (name: string) => `Show every outlet, not only ${name}`,
} as const
