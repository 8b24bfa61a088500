/** Words of what takes files on every page, before anything is uploaded: see `upload-text.ts`. */
export const uploadFrameText = {
  unreached: (name: string) => `${name} did not reach the server. Try again.`,
  tooLarge: (name: string) =>
    `${name} is larger than 20 MB. Save only the text of the article and add that.`,
  files: 'Choose text files to add',
  pastedFilename: 'Pasted text.txt',
} as const
