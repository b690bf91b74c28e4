import { countAnswers } from '@km/definition'
import { rebuildTallies, type TallyDifference, verifyTallies } from '@km/store'
import { talliesText } from '../terminal-nl.ts'
import { misuse, print, runProgram, withStore } from './run-program.ts'

const describe = ({ networkId, roundId, schoolId, responses, items }: TallyDifference): string =>
  talliesText.difference({ networkId, roundId, schoolId, ...responses, items })

/** `npm run -s tallies -- verify|rebuild`: exit 0 when they agree, 1 when they differ, 2 on misuse. */
async function main(args: readonly string[]): Promise<number> {
  const [verb, more] = args
  if (more !== undefined || (verb !== 'verify' && verb !== 'rebuild')) return misuse(talliesText.usage)
  const count = countAnswers
  if (verb === 'rebuild') {
    const { rounds, differences, sealed } = await withStore((store) => rebuildTallies(store, { count }), {
      mustExist: true,
    })
    print([
      ...differences.map(describe),
      talliesText.rebuilt(rounds, differences.length),
      ...(sealed === 0 ? [] : [talliesText.sealed(sealed)]),
    ])
    return 0
  }
  const check = await withStore((store) => verifyTallies(store, { count }), { mustExist: true })
  const { rounds, differences, sealed, broken } = check
  const seals = sealed === 0 ? [] : [talliesText.sealed(sealed)]
  if (differences.length + broken.length === 0) {
    print([talliesText.agree(rounds), ...seals])
    return 0
  }
  print([
    talliesText.differ(differences.length + broken.length),
    ...differences.map(describe),
    ...broken.map(({ networkId, roundId }) => talliesText.broken(networkId, roundId)),
    ...seals,
  ])
  return 1
}

await runProgram(main, talliesText.usage)
