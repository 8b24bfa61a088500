const signs: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
}

/**
 * A text as it may stand in XML 1.0, also in attributes; control characters are left out. Programs for
 * networks read nothing newer; where these must come back, `write-xml.ts` writes XML 1.1.
 */
export function escapeXml(text: string): string {
  const allowed = text.replace(/\p{Cc}|[\ufffe\uffff]|\p{Surrogate}/gu, (sign) =>
    /[\t\n\r\u007f-\u009f]/.test(sign) ? sign : '',
  )
  return allowed.replace(/[&<>"\t\n\r]/g, (sign) => signs[sign] ?? sign)
}
