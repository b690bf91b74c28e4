const escaped: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escapeHtml = (text: string): string => text.replace(/[&<>"]/g, (sign) => escaped[sign] ?? sign)

const isLink = (line: string): boolean => /^https?:\/\/\S+$/.test(line)
const lineOf = (line: string): string =>
  isLink(line) ? `<a href="${escapeHtml(line)}">${escapeHtml(line)}</a>` : escapeHtml(line)

/** The same mail as HTML: paragraphs, and a line that is an address becomes a link. */
export function writeHtml(subject: string, text: string): string {
  const paragraphs = text.trim().split(/\n{2,}/)
  const body = paragraphs.map((one) => `<p>${one.split('\n').map(lineOf).join('<br>\n')}</p>`)
  return [
    '<!doctype html>',
    `<html lang="nl"><head><meta charset="utf-8"><title>${escapeHtml(subject)}</title></head>`,
    '<body style="font: 16px/1.5 sans-serif; max-width: 36em; margin: 1em auto; padding: 0 1em">',
    ...body,
    '</body></html>',
  ].join('\n')
}
