import type { ThemeView } from '@km/api'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { commands, queries, queryClient } from '../../api.ts'
import { nl } from '../../nl.ts'
import { nlTexts } from '../../nl-texts.ts'
import { Dialog } from '../../parts/dialog.tsx'
import { Form, TextField } from '../../parts/form.tsx'

const t = nlTexts.themes

/** The themes of this question: to be made, renamed, and taken out of the choice. */
export function Themes({
  themes,
  item,
  instrument,
}: {
  themes: readonly ThemeView[]
  item: string
  instrument: string
}) {
  const own = themes.filter((theme) => theme.item === undefined || theme.item === item)
  const [editing, setEditing] = useState<ThemeView>()
  const [round, setRound] = useState(0)
  const refresh = () => queryClient.invalidateQueries({ queryKey: queries.texts(instrument).queryKey })
  const add = useMutation({
    mutationFn: commands.addTheme,
    onSuccess: async () => {
      await refresh()
      setRound(round + 1)
    },
  })
  return (
    <section className="card" aria-labelledby="themes">
      <h2 id="themes">{t.title}</h2>
      <ul className="theme-list">
        {own.map((theme) => (
          <li key={theme.id}>
            <div>
              <b>{theme.name}</b>
              {!theme.active && ` (${t.hidden})`}
              {theme.description !== '' && <span className="under">{theme.description}</span>}
            </div>
            <button type="button" aria-label={`${t.change}: ${theme.name}`} onClick={() => setEditing(theme)}>
              {t.change}
            </button>
          </li>
        ))}
      </ul>
      <details open={own.length === 0}>
        <summary>{t.add}</summary>
        <Form
          key={round}
          label={t.add}
          pending={add.isPending}
          error={add.error}
          submit={({ name = '', description = '', where }) =>
            add.mutate({ name, description, ...(where === 'one' ? { item } : {}) })
          }
        >
          <TextField label={t.name} help={t.help} name="name" required maxLength={60} />
          <TextField label={t.description} name="description" maxLength={300} />
          <fieldset className="choices">
            <legend>{t.where}</legend>
            <label className="check">
              <input type="radio" name="where" value="all" defaultChecked />
              {t.all}
            </label>
            <label className="check">
              <input type="radio" name="where" value="one" />
              {t.one}
            </label>
          </fieldset>
        </Form>
      </details>
      {editing !== undefined && (
        <Edit theme={editing} refresh={refresh} close={() => setEditing(undefined)} />
      )}
    </section>
  )
}

function Edit(props: { theme: ThemeView; refresh: () => Promise<void>; close: () => void }) {
  const { theme, close } = props
  const save = useMutation({
    mutationFn: (body: Parameters<typeof commands.changeTheme>[1]) => commands.changeTheme(theme.id, body),
    onSuccess: async () => {
      await props.refresh()
      close()
    },
  })
  return (
    <Dialog title={t.change} close={close}>
      <Form
        label={nl.save}
        pending={save.isPending}
        error={save.error}
        cancel={close}
        submit={({ name = '', description = '' }) => save.mutate({ name, description })}
      >
        <TextField label={t.name} name="name" required maxLength={60} defaultValue={theme.name} />
        <TextField
          label={t.description}
          name="description"
          maxLength={300}
          defaultValue={theme.description}
        />
        <button type="button" onClick={() => save.mutate({ active: !theme.active })}>
          {theme.active ? t.hide : t.show}
        </button>
      </Form>
    </Dialog>
  )
}
