import type { RoundPage } from '@km/api'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { commands, type NewLink, queries, type RoundPlan } from '../../api.ts'
import { nl } from '../../nl.ts'
import { nlRounds } from '../../nl-rounds.ts'
import { Dialog } from '../../parts/dialog.tsx'
import { Form, TextField } from '../../parts/form.tsx'
import { Answered } from '../../parts/page.tsx'
import { day } from '../../parts/wording.ts'
import { PlanForm } from './plan-form.tsx'
import { refresh } from './refresh.ts'

const t = nlRounds
interface Asked {
  readonly round: RoundPage
  readonly close: () => void
}

/** A later last day. */
export function ExtendDialog({ round, close }: Asked) {
  const extend = useMutation({
    mutationFn: (closesOn: string) => commands.extendRound(round.id, { closesOn }),
    onSuccess: async () => {
      await refresh()
      close()
    },
  })
  return (
    <Dialog title={t.extendTitle} close={close}>
      <Form
        label={t.extend}
        pending={extend.isPending}
        error={extend.error}
        cancel={close}
        submit={({ closesOn = '' }) => extend.mutate(closesOn)}
      >
        <p>{t.extendText(day(round.closesOn))}</p>
        <TextField label={t.newLast} name="closesOn" type="date" required min={round.closesOn} />
      </Form>
    </Dialog>
  )
}

/** Takes answers again, with a reason; what was released stays. */
export function ReopenDialog({ round, close }: Asked) {
  const reopen = useMutation({
    mutationFn: (body: { reason: string; closesOn: string }) => commands.reopenRound(round.id, body),
    onSuccess: async () => {
      await refresh()
      close()
    },
  })
  return (
    <Dialog title={t.reopenTitle} close={close}>
      <Form
        label={t.reopen}
        pending={reopen.isPending}
        error={reopen.error}
        cancel={close}
        submit={({ reason = '', closesOn = '' }) => reopen.mutate({ reason, closesOn })}
      >
        <p>{t.reopenText}</p>
        <TextField label={t.reason} name="reason" required maxLength={500} />
        <TextField label={t.newLast} name="closesOn" type="date" required />
      </Form>
    </Dialog>
  )
}

/** Opens a planned round before its day. */
export function OpenDialog({ round, close }: Asked) {
  const open = useMutation({
    mutationFn: () => commands.openRound(round.id),
    onSuccess: async () => {
      await refresh()
      close()
    },
  })
  return (
    <Dialog title={t.openTitle} close={close}>
      <Form
        label={t.openDo}
        pending={open.isPending}
        error={open.error}
        cancel={close}
        submit={() => open.mutate()}
      >
        <p>{t.openText(day(round.opensOn))}</p>
      </Form>
    </Dialog>
  )
}

/** Removes a plan; there are no answers yet. */
export function RemoveDialog({ round, close }: Asked) {
  const navigate = useNavigate()
  const remove = useMutation({
    mutationFn: () => commands.removeRound(round.id),
    onSuccess: async () => {
      await navigate({ to: '/meetrondes' })
      await refresh()
    },
  })
  return (
    <Dialog title={t.removeTitle} close={close}>
      <Form
        label={t.removeDo}
        pending={remove.isPending}
        error={remove.error}
        cancel={close}
        submit={() => remove.mutate()}
      >
        <p>{t.removeText}</p>
      </Form>
    </Dialog>
  )
}

/** Changes a plan; links of schools that are new come back once. */
export function ChangeDialog(props: Asked & { made: (links: readonly NewLink[]) => void }) {
  const { round, close, made } = props
  const schools = useQuery(queries.schools())
  const change = useMutation({
    mutationFn: (plan: RoundPlan) => commands.changeRound(round.id, plan),
    onSuccess: async ({ links }) => {
      await refresh()
      made(links)
      close()
    },
  })
  return (
    <Dialog title={t.change} close={close}>
      <Answered query={schools}>
        {(known) => (
          <PlanForm
            instrument={{
              code: round.instrument,
              title: round.instrumentTitle,
              links: round.links,
            }}
            schools={known}
            round={round}
            label={nl.save}
            pending={change.isPending}
            error={change.error}
            cancel={close}
            submit={change.mutate}
          />
        )}
      </Answered>
    </Dialog>
  )
}
