/** PostgreSQL's text of a list whose elements need no quotes: numbers, dates, ids, bits. */
export const list = (values: readonly (string | number | boolean)[]): string => `{${values.join(',')}}`

/** PostgreSQL's text of a `bytea[]`, from hex. */
export const byteList = (hex: readonly string[]): string =>
  `{${hex.map((each) => `"\\\\x${each}"`).join(',')}}`
