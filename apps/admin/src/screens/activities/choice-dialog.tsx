import type { RegistersView } from '@km/api'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { commands, queryClient } from '../../api.ts'
import { nlActivities } from '../../nl-activities.ts'
import { Dialog } from '../../parts/dialog.tsx'
import { Form, TextField } from '../../parts/form.tsx'

const t = nlActivities.choice

/** '01-31' -> '31-01', and back. */
const turn = (text: string): string => text.split('-').reverse().join('-')

/** What the network chooses: days of the progress rounds, and following single pupils after a DPIA. */
export function ChoiceButton({ choice }: { choice: RegistersView['choice'] }) {
  const [open, setOpen] = useState(false)
  const [follows, setFollows] = useState(choice.followUpSince !== undefined)
  const save = useMutation({
    mutationFn: commands.changeRegisterChoice,
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: ['registers'] })
      setOpen(false)
    },
  })
  const close = () => setOpen(false)
  const day = { pattern: '[0-3][0-9]-[01][0-9]', inputMode: 'numeric', required: true } as const
  return (
    <>
      <button type="button" onClick={() => setOpen(true)}>
        {t.open}
      </button>
      {open && (
        <Dialog title={t.title} close={close}>
          <Form
            label={nlActivities.save}
            pending={save.isPending}
            error={save.error}
            cancel={close}
            submit={({ first = '', second = '', dpiaOn = '', decidedBy = '' }) =>
              save.mutate({
                firstRoundBy: turn(first),
                secondRoundBy: turn(second),
                followUp: follows ? { dpiaOn, decidedBy } : false,
              })
            }
          >
            <div className="date-pair">
              <TextField
                label={t.first}
                help={t.dayHelp}
                name="first"
                defaultValue={turn(choice.firstRoundBy)}
                {...day}
              />
              <TextField
                label={t.second}
                help={t.dayHelp}
                name="second"
                defaultValue={turn(choice.secondRoundBy)}
                {...day}
              />
            </div>
            <label className="check">
              <input
                type="checkbox"
                checked={follows}
                onChange={(event) => setFollows(event.target.checked)}
              />
              {t.follow}
            </label>
            <p className="note">{t.followHelp}</p>
            {follows && (
              <div className="date-pair">
                <TextField
                  label={t.dpia}
                  type="date"
                  name="dpiaOn"
                  required
                  defaultValue={choice.dpiaOn ?? ''}
                />
                <TextField
                  label={t.by}
                  help={t.byHelp}
                  name="decidedBy"
                  required
                  maxLength={80}
                  defaultValue={choice.decidedBy ?? ''}
                />
              </div>
            )}
          </Form>
        </Dialog>
      )}
    </>
  )
}
