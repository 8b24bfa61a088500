const signs: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
}

/** A text as it may stand in XML, also in attributes; signs that XML cannot hold are left out. */
export function escapeXml(text: string): string {
  const allowed = text.replace(/\p{Cc}|[\ufffe\uffff]|\p{Surrogate}/gu, (sign) =>
    /[\t\n\r\u007f-\u009f]/.test(sign) ? sign : '',
  )
  return allowed.replace(/[&<>"\t\n\r]/g, (sign) => signs[sign] ?? sign)
}
