import type { CoverageView } from '@km/api'
import { nlCoverage } from '../../nl-coverage.ts'
import { type Sources, StateMark } from './sources.tsx'

const t = nlCoverage.bijlage

/** Bijlage 1 as the plan has it, with what came in this school year. */
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
              <td data-label={t.what}>{one.what}</td>
              <td data-label={t.how}>{one.how}</td>
              <td data-label={t.why}>{one.why}</td>
              <td data-label={t.who}>{one.respondents}</td>
              <td data-label={t.when}>{one.when}</td>
              <td data-label={t.instrument}>
                {one.instruments.map((code) => (
                  <span key={code} className="coverage-instrument">
                    {sources.get(code)?.title} <span className="code">{code}</span>
                  </span>
                ))}
              </td>
              <td data-label={t.response}>
                <StateMark state={one.state} quiet={one.state === 'none'} />
                {one.response.map((text) => (
                  <span key={text} className="under">
                    {text}
                  </span>
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
