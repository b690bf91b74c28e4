import type { Flywheel } from '@km/analysis'
import { list, schools } from '../nl.ts'

/** What a number of phases that are "op orde" is called. */
const stageNames = (phases: readonly string[]): readonly string[] => [
  ...phases.map((phase) => `bezig met ${phase}`),
  'alle fasen op orde',
]

const verb = (n: number, one: string, more: string): string => (n === 1 ? one : more)

function moved(flywheel: Flywheel): string {
  const movement = flywheel.steps.at(-1)?.movement
  if (movement?.kind !== 'shown') return ''
  const { n, up, same, down } = movement
  return ` Van de ${schools(n)} die ook in de ronde ervoor een fase hadden, ${verb(up, 'ging', 'gingen')} er ${up} vooruit, ${verb(same, 'bleef', 'bleven')} er ${same} gelijk en ${verb(down, 'ging', 'gingen')} er ${down} terug.`
}

/** The sentence on top, what each stage is called, and what stands on a file. */
export function flywheelTexts(
  flywheel: Flywheel,
  periods: readonly string[],
): { readonly summary: string; readonly stages: readonly string[]; readonly filter: string } {
  const stages = stageNames(flywheel.phases)
  const rounds = periods.length === 0 ? 'nog geen meetronde' : `meetrondes ${list(periods)}`
  const filter = `Bezoeken aan scholen · ${rounds} · alle bezochte scholen`
  const last = flywheel.years.findLastIndex(({ cell }) => cell.kind === 'shown')
  const cell = flywheel.years[last]?.cell
  if (cell?.kind !== 'shown')
    return {
      stages,
      filter,
      summary: 'Er zijn nog te weinig scholen bezocht om te laten zien in welke fase ze zijn.',
    }
  const each = cell.stages.flatMap((count, at) => (count === 0 ? [] : [`${count} ${stages[at]}`]))
  const now = `In ${periods[last]} hebben ${schools(cell.n)} een fase: ${list(each)}.`
  return { stages, filter, summary: `${now}${last === flywheel.years.length - 1 ? moved(flywheel) : ''}` }
}
