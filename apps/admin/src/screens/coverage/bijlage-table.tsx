import type { CoverageView } from '@km/api'
import { nlCoverage } from '../../nl-coverage.ts'
import { type Sources, StateMark } from './sources.tsx'

const t = nlCoverage.bijlage

type Combination = CoverageView['combinations'][number]
interface RowProps {
  readonly one: Combination
  readonly sources: Sources
}

/** Bijlage 1 as the plan has it, with what came in this school year: a table, or a list where there is no room. */
export function BijlageTable({ view, sources }: { view: CoverageView; sources: Sources }) {
  return (
    <section className="card" aria-labelledby="bijlage">
      <h2 id="bijlage">{t.table}</h2>
      <table className="coverage-bijlage">
        <thead>
          <tr>
            {[t.code, t.what, t.how, t.why, t.who, t.when, t.instrument, t.response].map((title) => (
              <th key={title} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {view.combinations.map((one) => (
            <tr key={one.code} id={one.code}>
              <th scope="row">{one.code}</th>
              <td>{one.what}</td>
              <td>{one.how}</td>
              <td>{one.why}</td>
              <td>{one.respondents}</td>
              <td>{one.when}</td>
              <td>
                <Instruments one={one} sources={sources} />
              </td>
              <td>
                <StateMark state={one.state} quiet={one.state === 'none'} />
                <Response one={one} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className="bijlage-narrow">
        {view.combinations.map((one) => (
          <Narrow key={one.code} one={one} sources={sources} />
        ))}
      </div>
    </section>
  )
}

const Instruments = ({ one, sources }: RowProps) =>
  one.instruments.map((code) => (
    <span key={code} className="coverage-instrument">
      {sources.get(code)?.title} <span className="code">{code}</span>
    </span>
  ))

const Response = ({ one }: { one: Combination }) =>
  one.response.map((text) => (
    <span key={text} className="under">
      {text}
    </span>
  ))

/** Row, respondents and state in sight; the rest of the row behind it. */
function Narrow({ one, sources }: RowProps) {
  return (
    <details>
      <summary>
        <StateMark state={one.state} quiet />
        <span className="code">{one.code}</span> {one.what.replace(/\.$/, '')}: {one.respondents}
        <Response one={one} />
      </summary>
      <dl>
        {[
          [t.how, one.how],
          [t.why, one.why],
          [t.when, one.when],
        ].map(([name, text]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{text}</dd>
          </div>
        ))}
        <div>
          <dt>{t.instrument}</dt>
          <dd>
            <Instruments one={one} sources={sources} />
          </dd>
        </div>
      </dl>
    </details>
  )
}
