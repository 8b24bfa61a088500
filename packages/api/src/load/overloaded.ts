/** More has arrived than the server can hold: it may be sent again after `retryAfterS` seconds. */
export class Overloaded extends Error {
  readonly retryAfterS: number

  constructor(message: string, retryAfterS: number) {
    super(message)
    this.retryAfterS = retryAfterS
  }
}

/** The disk has too little room left to take anything in. */
export class DiskFull extends Error {}
