/** The version of this software, as releases name it. A test holds it to the package's. */
export const softwareVersion = '0.1.0'
