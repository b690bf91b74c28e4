import { nl } from './nl.ts'

/** What came out of a round, as the API's `PublicResult` gives it to who answered. */
export type ToldFacts =
  | {
      readonly kind: 'told'
      readonly people: string
      readonly results: readonly { readonly item: string; readonly asked: string; readonly said: string }[]
      readonly doing: readonly string[]
    }
  | { readonly kind: 'few'; readonly sentence: string }

/** The result on one page; the same markup on the server, in the browser and in the preview. */
export function ToldResult({ result, level = 1 }: { result: ToldFacts; level?: 1 | 3 }) {
  const Title = level === 1 ? 'h1' : 'h3'
  const Part = level === 1 ? 'h2' : 'h4'
  if (result.kind === 'few') {
    return (
      <section className="told">
        <Title className="page-title" tabIndex={-1}>
          {nl.told.thanks}
        </Title>
        <p>{result.sentence}</p>
      </section>
    )
  }
  return (
    <section className="told">
      <Title className="page-title" tabIndex={-1}>
        {nl.told.title}
      </Title>
      <p>
        {nl.told.thanks} {result.people}
      </p>
      <ol className="told-results">
        {result.results.map(({ item, asked, said }) => (
          <li key={item}>
            <p className="told-asked">{asked}</p>
            <p className="told-said">{said}</p>
          </li>
        ))}
      </ol>
      <Part>{nl.told.doing}</Part>
      {result.doing.map((line) => (
        <p key={line}>{line}</p>
      ))}
      <p className="told-safe">{nl.told.safe}</p>
    </section>
  )
}

/** Words of the three results and of the text, as the server counts them. */
export const countTold = (texts: readonly string[]): number =>
  texts
    .join('\n')
    .split(/\s+/)
    .filter((word) => /[\p{L}\p{N}]/u.test(word)).length
