import type { FigureCell, FigureMoment } from '@km/analysis'
import type { IndicatorPage } from '@km/api'
import { useState } from 'react'
import { commands } from '../../api.ts'
import { nlIndicator as t } from '../../nl-indicator.ts'
import { NewFinding } from '../../parts/new-finding.tsx'
import { day } from '../../parts/wording.ts'
import { valueName } from './figure-rows.ts'
import { partWords } from './figure-words.tsx'

/** The button that freezes this figure as evidence of a finding. */
export function MakeFinding(props: {
  page: IndicatorPage
  moment: FigureMoment
  cell: Extract<FigureCell, { kind: 'shown' }>
  split?: { by: string; value: string }
}) {
  const { page, moment, cell, split } = props
  const [making, setMaking] = useState(false)
  const { schoolYear, referenceDate, status, source } = moment
  const name = split === undefined ? undefined : valueName(page, split.by, split.value)
  const about = `${name === undefined ? '' : `${name}, `}${day(referenceDate)}`
  const { parts, n } = cell.figure
  const words = parts.map((part) => {
    const known = page.parts.find(({ code }) => code === part.code)
    return `${partWords(part, known?.apart === true ? undefined : n)} ${known?.title ?? part.code}`
  })
  return (
    <>
      <button type="button" onClick={() => setMaking(true)} aria-label={t.makeOf(about)}>
        {t.make}
      </button>
      {making && (
        <NewFinding
          title={name === undefined ? page.title : `${page.title}, ${name}`}
          words={words.join(', ')}
          filter={`${page.code}, ${about}, ${t[status]}, ${t.from}: ${t.sources[source] ?? source}`}
          kind="attention"
          make={(body) =>
            commands.addFinding({
              ...body,
              figure: {
                ...{ indicator: page.code, schoolYear, referenceDate, status, source },
                ...(split !== undefined && { split }),
              },
            })
          }
          close={() => setMaking(false)}
        />
      )}
    </>
  )
}
