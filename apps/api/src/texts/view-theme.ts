import type { Theme } from '@km/store'
import type { ThemeView } from './schema.ts'

/** A theme as screens see it. */
export const viewTheme = ({ id, name, description, item, active }: Theme): ThemeView => ({
  ...{ id, name, description, active },
  ...(item === null ? {} : { item }),
})
