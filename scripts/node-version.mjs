const oldest = { major: 20, minor: 19 }

/**
 * Throws, in words that help, when this Node is too old for what follows.
 * @param {string} version such as `20.19.0`
 */
export function assertNodeVersion(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const isNewEnough = major > oldest.major || (major === oldest.major && minor >= oldest.minor)
  if (isNewEnough) return
  throw new Error(
    `Parallax needs Node ${oldest.major}.${oldest.minor} or newer; this is ${version}. ` +
      'Node 24 is preferred: see https://nodejs.org/en/download',
  )
}
